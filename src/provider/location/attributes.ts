import { computed } from "../../tfplugin";

/**
 * The attributes that say where an object of the edge API is.
 * @param object what it is called in a sentence: "signer".
 */
export function locationAttributes(object: string) {
  return {
    network_id: computed.string({
      description: `Id of the network of the ${object}; null on a plain OpenZiti controller.`,
      keep: true,
      nullable: true,
    }),
    controller_url: computed.string({
      description: `Address of the OpenZiti controller of the ${object}; null in a NetFoundry network.`,
      keep: true,
      nullable: true,
    }),
  };
}

/** The attribute that says in which network an integration is, for what belongs to the integration. */
export const integrationNetworkId = computed.string({
  description: "Id of the network of the integration.",
  keep: true,
  nullable: true,
});
