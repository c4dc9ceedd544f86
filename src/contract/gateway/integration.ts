import * as z from "zod/mini";
import { gatewayList, notBlank, timestamp, uuid } from "../common";
import { mapping, mappingRequest } from "./mapping";
import { tokenMetadata } from "./token";

/** One SCIM integration. */
export const integration = z.object({
  id: uuid,
  networkId: uuid,
  name: z.string(),
  /** Where the identity provider sends its SCIM requests. */
  integrationUrl: z.url(),
  /** Whether a live token exists. */
  hasAuthToken: z.boolean(),
  /** When the newest token ends, also when that is past; null for none or never. */
  tokenExpiresAt: z.nullable(timestamp),
  /** How long, in seconds, a superseded token may stay valid; 0 when a new one kills it at once. */
  maxTokenOverlapSeconds: z.int(),
  /**
   * The tokens that were neither revoked nor superseded, and those that overlap, newest first; never a secret. Lets a
   * refresh of many integrations do without a call for the tokens of each. Absent from a server that does not tell.
   */
  currentTokens: z.optional(z.array(tokenMetadata)),
  mapping,
  createdAt: timestamp,
  createdBy: z.nullable(z.string()),
  updatedAt: timestamp,
  updatedBy: z.nullable(z.string()),
});
export type Integration = z.infer<typeof integration>;

/** Answer of `GET /scim/v1/integrations`. */
export const integrationList = gatewayList("integrationList", integration);

/** Body of `POST /scim/v1/integrations`. */
export const integrationCreate = z.strictObject({
  networkId: uuid,
  name: notBlank,
  mapping: z.optional(mappingRequest),
});
export type IntegrationCreate = z.input<typeof integrationCreate>;

/** Body of `PATCH /scim/v1/integrations/{id}` (merge). */
export const integrationPatch = z.strictObject({ name: z.optional(notBlank) });
export type IntegrationPatch = z.infer<typeof integrationPatch>;

/** What becomes of the identities when their integration is deleted (`identities=` of DELETE). */
export const IDENTITIES_ON_DELETE = ["keep", "disable", "delete"] as const;
export type IdentitiesOnDelete = (typeof IDENTITIES_ON_DELETE)[number];
