import {
  computed,
  createDriver,
  type Driver,
  defineProvider,
  defineResource,
  defineSchema,
  optional,
  type ResourceDefinition,
  required,
} from "../../../src/tfplugin";

const description = "…";

export const noteSchema = defineSchema({
  description,
  version: 3,
  attributes: {
    id: computed.string({ description, keep: true }),
    text: required.string({ description }),
    size: optional.number({ description }),
    lines: optional.list.object({ description, attributes: { words: required.string({ description }) } }),
  },
});
export type NoteDefinition = ResourceDefinition<null, typeof noteSchema, "id">;

/** A driver of a provider with one resource. The test supplies the handlers, and the context. */
export async function driverOf(parts: Partial<NoteDefinition>, context: object | null = {}): Promise<Driver> {
  const made = createDriver(providerOf(parts, context));
  await made.configure({});
  return made;
}

/** A provider with one resource. Without a context, its configuration counts as unknown. */
export function providerOf(parts: Partial<NoteDefinition>, context: object | null = {}) {
  const note = defineResource<null>()<typeof noteSchema, "id">({
    schema: noteSchema,
    create: ({ plan }) => ({ ...plan, id: "n1" }),
    knownAfterImport: ["id"],
    read: ({ state }) => ({ ...state, text: state.text ?? "read" }),
    update: ({ plan, prior }) => ({ ...plan, id: prior.id }),
    delete() {},
    import: ({ id }) => ({ id }),
    ...parts,
  });
  return defineProvider({
    address: "host.example/a/b",
    version: "1.0.0",
    schema: defineSchema({ description, attributes: {} }),
    configure: () => context as null,
    resources: { b_note: note },
  });
}
