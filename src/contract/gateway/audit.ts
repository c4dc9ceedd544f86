import * as z from "zod/mini";
import { gatewayList, timestamp, uuid } from "../common";

/**
 * The sources of an entry. `management`: a call of the gateway or of the edge API, or a sign-in to the
 * console. `scim`: a push of an identity provider. `token`: the first use of a SCIM token on a day (UTC).
 */
export const AUDIT_KINDS = ["management", "scim", "token"] as const;

export const AUDIT_OUTCOMES = ["done", "refused"] as const;

/** One entry of the audit log. It holds names and ids, but no values: no secret and no personal data. */
export const auditEntry = z.object({
  id: z.string(),
  at: timestamp,
  kind: z.enum(AUDIT_KINDS),
  /** What was done, as in `integration.create`, `mapping.update`, `user.delete`, `console.sign-in`. */
  action: z.string(),
  /**
   * Client id of the API account, or id of the SCIM token. `controller`: what the controller of a gateway did
   * or refused after the push was answered. Empty for a sign-in with a client id that the
   * server does not know.
   */
  actor: z.string(),
  /** Null when the change concerns the whole network. */
  integrationId: z.nullable(z.string()),
  /** Id of the changed object. Null when the object had no id yet. */
  target: z.nullable(z.string()),
  /**
   * Names of the fields or attributes that were sent or changed. For `delivery.refuse`: the field that the
   * controller refuses, and `heldBy` with the id of the identity there that has the value. For `session.end`:
   * `disabled` or `deleted`, which ended the open sessions of the user there. For `session.keep`:
   * `externalId`, whose change ends no session.
   */
  changed: z.array(z.string()),
  /**
   * The numbers of the change. For a group: how many members `joined` and `left`, and how many identities
   * `lostAttribute`, because no other source supplies it. For the refused operations of a bulk request, which
   * share one entry: how many there were by action and status, as in `user.create 409`. For a deleted
   * integration: how many identities were `kept`, `disabled` or `deleted`. A number that is 0 is absent.
   */
  counts: z.record(z.string(), z.int()),
  /**
   * `refused` means that nothing of it changed. `status` or `counts` then say why. A push that disables a
   * user although its new name is taken, or something else in it is invalid, leaves two entries: one for
   * what it changed, one refused for the rest.
   */
  outcome: z.enum(AUDIT_OUTCOMES),
  /** The HTTP status of a refusal. Null for a success, and for the operations of a bulk request. */
  status: z.nullable(z.int()),
  /** Finds the request in the server's log. */
  requestId: z.nullable(z.string()),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/**
 * Answer of `GET /core/v3/networks/{id}/audit`, newest first, or the oldest first with `sort=at,asc`. `page`
 * and `size` select a page. No call changes or deletes an entry. An entry goes when it is older than the
 * retention, a year by default.
 */
export const auditList = gatewayList("auditEntryList", auditEntry);

/** The optional filters of that call. An entry must match all of them. */
export const auditQuery = z.object({
  kind: z.optional(z.enum(AUDIT_KINDS)),
  /** A part of the action in any case, as `token` or `user.`. */
  actionContains: z.optional(z.string()),
  outcome: z.optional(z.enum(AUDIT_OUTCOMES)),
  integrationId: z.optional(uuid),
  /** Start of the period, included. */
  from: z.optional(timestamp),
  /** End of the period, excluded. */
  until: z.optional(timestamp),
});
export type AuditQuery = z.infer<typeof auditQuery>;
