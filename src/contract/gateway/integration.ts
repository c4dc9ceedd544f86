import * as z from "zod/mini";
import { gatewayList, notBlank, optionalTimestamp, timestamp, uuid } from "../common";
import { managedBy } from "../managed-by";
import { mapping, mappingRequest } from "./mapping";
import { tokenMetadata } from "./token";

/**
 * Whether a pushed user adopts an identity that no integration owns, and by which value the server finds it.
 * The server never adopts an administrator, a system identity, one with permissions, one of another type than
 * Default, or one with the tags of another integration.
 */
export const ADOPT_IDENTITIES = ["never", "externalId", "name"] as const;
export type AdoptIdentities = (typeof ADOPT_IDENTITIES)[number];

/** One SCIM integration. */
export const integration = z.object({
  id: uuid,
  networkId: uuid,
  name: z.string(),
  /** Where the identity provider sends its SCIM requests. */
  integrationUrl: z.url(),
  /** Whether a live token exists. */
  hasAuthToken: z.boolean(),
  /** When the newest token ends. It may lie in the past. Null: there is no token, or it never ends. */
  tokenExpiresAt: optionalTimestamp,
  /** How long a superseded token may stay valid, in seconds. 0: a new token ends the former one at once. */
  maxTokenOverlapSeconds: z.int(),
  /**
   * The tokens that are neither revoked nor superseded, and those that overlap, newest first, without
   * secrets. With them, a refresh needs no call for the tokens of each integration. Some servers leave this
   * out.
   */
  currentTokens: z.optional(z.array(tokenMetadata)),
  /** One of ADOPT_IDENTITIES, or a value of a newer API. A server without this setting never adopts. */
  adoptIdentities: z._default(z.string(), "never"),
  mapping,
  /** How many identities belong to the integration. Some servers leave this and the next three out. */
  identityCount: z.optional(z.int()),
  /** When a request with one of its tokens last came, to about a minute. Null: none came. */
  lastPushAt: z.optional(optionalTimestamp),
  /** How many of its pushes the server refused in the last 30 days, by the audit log. */
  refusedPushes: z.optional(z.int()),
  /** How many identities the controller of a gateway does not have as they shall be. Null elsewhere. */
  deliveries: z.optional(
    z.nullable(
      z.object({
        pending: z.int(),
        refused: z.int(),
        /** Since when the oldest one is pending. Null when none is. */
        oldestPending: z.optional(optionalTimestamp),
      }),
    ),
  ),
  /** Null: no tool is known that manages it. */
  managedBy: z.optional(z.nullable(managedBy)),
  createdAt: timestamp,
  createdBy: z.nullable(z.string()),
  updatedAt: timestamp,
  updatedBy: z.nullable(z.string()),
});
export type Integration = z.infer<typeof integration>;

/**
 * By what `sort=` orders integrations, ascending by default. Those without the value come last either way.
 */
export const INTEGRATION_SORTS = [
  "name",
  "createdAt",
  "updatedAt",
  "identityCount",
  "lastPushAt",
  "tokenExpiresAt",
  "refusedPushes",
] as const;

/**
 * Answer of `GET /scim/v1/integrations`. `name` selects by the exact name, `nameContains` by a part of it in
 * any case.
 */
export const integrationList = gatewayList("integrationList", integration);

/** Body of `POST /scim/v1/integrations`. */
export const integrationCreate = z.strictObject({
  networkId: uuid,
  name: notBlank,
  adoptIdentities: z._default(z.enum(ADOPT_IDENTITIES), "never"),
  mapping: z.optional(mappingRequest),
});
export type IntegrationCreate = z.input<typeof integrationCreate>;

/** Body of `PATCH /scim/v1/integrations/{id}` (merge). */
export const integrationPatch = z.strictObject({
  name: z.optional(notBlank),
  adoptIdentities: z.optional(z.enum(ADOPT_IDENTITIES)),
});
export type IntegrationPatch = z.infer<typeof integrationPatch>;

/** What happens to the identities of an integration when it is deleted (`identities=` of DELETE). */
export const IDENTITIES_ON_DELETE = ["keep", "disable", "delete"] as const;
export type IdentitiesOnDelete = (typeof IDENTITIES_ON_DELETE)[number];
