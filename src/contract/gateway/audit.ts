import * as z from "zod/mini";
import { gatewayList, timestamp, uuid } from "../common";

/**
 * `management`: calls of the gateway and the edge API; `scim`: pushes of an identity provider; `token`: the first use of
 * a SCIM token on a day (UTC).
 */
export const AUDIT_KINDS = ["management", "scim", "token"] as const;

/** One entry of the audit log. It holds names and ids, never a value: neither a secret nor a person's data. */
export const auditEntry = z.object({
  id: z.string(),
  at: timestamp,
  kind: z.enum(AUDIT_KINDS),
  /** What was done, as in `integration.create`, `mapping.update`, `user.delete`. */
  action: z.string(),
  /** Client id of the API account, or id of the SCIM token. */
  actor: z.string(),
  /** Null for what belongs to the network. */
  integrationId: z.nullable(z.string()),
  /** Id of what was changed; null when it had none yet. */
  target: z.nullable(z.string()),
  /** Names of the fields or attributes that were sent or changed. */
  changed: z.array(z.string()),
  /** `refused`: nothing was changed; `status` says why. */
  outcome: z.enum(["done", "refused"]),
  /** The HTTP status of a refusal. */
  status: z.nullable(z.int()),
  /** Finds the request in the server's log. */
  requestId: z.nullable(z.string()),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/**
 * Answer of `GET /core/v3/networks/{id}/audit`, newest first; paged by `page` and `size`. Entries are only ever added:
 * no call changes or deletes one.
 */
export const auditList = gatewayList("auditEntryList", auditEntry);

/** Filters of the same call, all optional, joined by and. */
export const auditQuery = z.object({
  kind: z.optional(z.enum(AUDIT_KINDS)),
  integrationId: z.optional(uuid),
  /** The first instant that counts. */
  from: z.optional(timestamp),
  /** The first instant that no longer counts. */
  until: z.optional(timestamp),
});
export type AuditQuery = z.infer<typeof auditQuery>;
