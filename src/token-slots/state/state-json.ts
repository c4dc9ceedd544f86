import * as z from "zod/mini";

const resource = z.object({ mode: z.optional(z.string()), type: z.string() });
const indexKey = z.union([z.string(), z.number()]);

/** The part of a state file (version 4) that is read. */
export const stateFile = z.object({
  version: z.number(),
  resources: z.optional(
    z.array(
      z.extend(resource, {
        module: z.optional(z.string()),
        name: z.string(),
        instances: z.array(
          z.object({
            index_key: z.optional(indexKey),
            deposed: z.optional(z.string()),
            attributes: z.optional(z.unknown()),
          }),
        ),
      }),
    ),
  ),
});

const shownResource = z.extend(resource, {
  address: z.string(),
  deposed_key: z.optional(z.string()),
  values: z.optional(z.unknown()),
});

const shownModule = z.object({
  resources: z.optional(z.array(shownResource)),
  get child_modules() {
    return z.optional(z.array(shownModule));
  },
});
export type ShownModule = z.infer<typeof shownModule>;

/** The part of `terraform show -json` of a state that is read (format version 1). Empty: without values. */
export const shownState = z.object({
  format_version: z.string(),
  values: z.optional(z.object({ root_module: z.optional(shownModule) })),
});

const text = z.string();
const orNull = z.optional(z.nullable(text));

/** What a state says of a `netfoundry_scim_token`. Older versions of the provider left some of it out. */
export const slotAttributes = z.object({
  integration_id: text,
  token_id: text,
  generation: z.number(),
  storage: z.optional(text),
  token_sealed: orNull,
  status: text,
  created_at: text,
  expires_at: orNull,
  rotate_before: orNull,
  rotate_after: orNull,
  expected_use_within: orNull,
  previous_token_id: orNull,
  previous_expires_at: orNull,
});
