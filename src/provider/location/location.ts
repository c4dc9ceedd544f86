/**
 * Where an object is: in a NetFoundry network, or on a plain OpenZiti controller. One of the two is null. In a
 * state that no provider since schema version 2 has read yet, both are null: nothing tells where the object is.
 */
export interface Location {
  /** Id of the network. */
  readonly network_id: string | null;
  /** Address of the controller, as the provider block names it. */
  readonly controller_url: string | null;
}

/** The location of an object of a network. */
export function inNetwork(networkId: string): Location {
  return { network_id: networkId, controller_url: null };
}

/** The location of an object of a plain controller. */
export function onController(controllerUrl: string): Location {
  return { network_id: null, controller_url: controllerUrl };
}

/** The location in a stored state or another object that has it. */
export function locationOf({ network_id, controller_url }: Location): Location {
  return { network_id, controller_url };
}
