import * as z from "zod/mini";
import { answeredTags, edgeList, timestamp } from "../common";

/** One identity of the edge API. Only the fields that this project reads. */
export const identity = z.object({
  id: z.string(),
  name: z.string(),
  externalId: z.nullable(z.string()),
  authPolicyId: z.string(),
  roleAttributes: z.pipe(
    z.nullish(z.array(z.string())),
    z.transform((attributes) => attributes ?? []),
  ),
  isAdmin: z.boolean(),
  disabled: z.boolean(),
  disabledAt: z.nullish(timestamp),
  disabledUntil: z.nullish(timestamp),
  tags: answeredTags,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Identity = z.infer<typeof identity>;

/** Answer of `GET /identities`. */
export const identityList = edgeList(identity);
