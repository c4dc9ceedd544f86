import * as z from "zod/mini";
import { timestamp } from "../common";

/** Body of `POST /core/v3/networks/{id}/network-checks`. */
export const networkCheckRequest = z.strictObject({
  /** Whether to make the missing identities anew. */
  repair: z._default(z.boolean(), false),
});

/**
 * How an identity of a SCIM user differs at the controller. `missing`: a read by id answers 404. `changed`:
 * what this server supplies was taken away there, and is delivered again. `unowned`: its tags name an
 * integration of this server, which has no such user. `refused`: the controller refuses the last change.
 */
export const DIFFERENCES = ["missing", "changed", "unowned", "refused"] as const;
export type Difference = (typeof DIFFERENCES)[number];

/** What a comparison of a gateway with its controller found. */
export const networkCheck = z.object({
  /** When the comparison ended. */
  asOf: timestamp,
  /** How many identities of SCIM users the controller should have. */
  expected: z.int(),
  missing: z.int(),
  changed: z.int(),
  unowned: z.int(),
  refused: z.int(),
  /**
   * Whether so many are missing at once that nothing was concluded: a restored backup looks like that. False
   * after a repair, which makes them anew.
   */
  alarm: z.boolean(),
  /** How many missing identities are made anew. */
  repaired: z.int(),
  /** The first hundred of them. */
  differences: z.array(
    z.object({
      kind: z.enum(DIFFERENCES),
      /** The id at the controller. Null when it has none. */
      identityId: z.nullable(z.string()),
      name: z.string(),
      integrationId: z.string(),
    }),
  ),
});
export type NetworkCheck = z.infer<typeof networkCheck>;
