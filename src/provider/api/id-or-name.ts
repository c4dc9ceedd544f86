import { notBlank, optional } from "../../tfplugin";

/** The attributes `id` and `name` of a data source that finds one object by either; `object` as in "signer". */
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
