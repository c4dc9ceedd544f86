import * as z from "zod/mini";
import { gatewayList, timestamp } from "../common";

/**
 * What supplied an attribute of an identity. `group`: a membership. `role` and `entitlement`: those of the
 * user. `manual`: somebody set it by the edge API.
 */
export const ATTRIBUTE_SOURCES = ["group", "role", "entitlement", "manual"] as const;

const attributeSource = z.object({
  kind: z.enum(ATTRIBUTE_SOURCES),
  /** Only for a group. */
  groupId: z.optional(z.string()),
  /** The name of the group today. Absent when the group is gone. */
  groupName: z.optional(z.string()),
  /** The attribute. Of a group: its name when the user became a member. A rename does not change it. */
  frozenName: z.string(),
});

/** How the controller of a gateway has an identity. */
const delivery = z.object({
  /** `pending`: it does not have the last change yet. `refused`: it refuses the last change. */
  state: z.enum(["delivered", "pending", "refused"]),
  /** Since when it has something else. For a delivered one: when the change was committed. */
  since: timestamp,
  /** Why it refuses the change. Null in the other states. */
  refusal: z.nullable(z.string()),
});

/** One user that an identity provider pushed, with the identity that the user became. */
export const integrationUser = z.object({
  /** The id of the SCIM user. */
  id: z.string(),
  userName: z.string(),
  displayName: z.nullable(z.string()),
  /** `externalId` of the SCIM user. Null when the identity provider sent none. */
  externalId: z.nullable(z.string()),
  active: z.boolean(),
  /** On a gateway: the id at its controller, or one of its own as long as the controller has no identity. */
  identityId: z.string(),
  identityName: z.string(),
  /** The external ID by which tokens find the identity. */
  identityExternalId: z.nullable(z.string()),
  identityDisabled: z.boolean(),
  /** Null on an embedded network, which has every change at once. Some servers leave it out. */
  delivery: z.optional(z.nullable(delivery)),
  /** In the order of their values. An attribute that several sources supply is there once. */
  attributes: z.array(z.object({ value: z.string(), sources: z.array(attributeSource) })),
  createdAt: timestamp,
  lastModified: timestamp,
});
export type IntegrationUser = z.infer<typeof integrationUser>;

/** By what `sort=` orders the users, ascending by default. */
export const USER_SORTS = ["userName", "createdAt", "lastModified"] as const;

/**
 * Answer of `GET /scim/v1/integrations/{id}/users`. `nameContains` selects users whose userName or
 * displayName contains a text, in any case.
 */
export const integrationUserList = gatewayList("scimUserList", integrationUser);
