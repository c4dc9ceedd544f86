import { notBlank, optional } from "../../../tfplugin";

/**
 * The attributes `id` and `name` of a data source that finds one object by either.
 * @param object what it is called in a sentence: "signer".
 */
export function idOrName(object: string) {
  return {
    id: optional.string({
      description: `Id of the ${object}. Exactly one of this and \`name\`.`,
      computed: true,
      validate: [notBlank()],
    }),
    name: optional.string({
      description: `Name of the ${object}. Exactly one of this and \`id\`.`,
      computed: true,
      validate: [notBlank()],
    }),
  };
}
