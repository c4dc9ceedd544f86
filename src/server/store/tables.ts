import type { Generated, Selectable } from "kysely";

/** ISO 8601 in UTC with milliseconds. It sorts as text and reads the same on every engine. */
type Instant = string;
/** JSON text. */
type Json = string;
/** 0 or 1. */
type Flag = number;

export interface NetworksTable {
  id: string;
  name: string;
  status: string;
  created_at: Instant;
}

export interface ApiCredentialsTable {
  client_id: string;
  /** `scrypt$<N>$<salt>$<key>`. A former version stored SHA-256, hexadecimal. */
  secret_hash: string;
  created_at: Instant;
}

/** Bearer tokens of the gateway and sessions of the edge API. */
export interface SessionsTable {
  /** SHA-256 of the token, hexadecimal. */
  token_hash: string;
  kind: "gateway" | "edge";
  client_id: string;
  /** Null for a gateway token, which opens every network of the account. */
  network_id: string | null;
  expires_at: Instant;
}

/** Sessions of the console: one row for each tab of a browser that signed in. */
export interface ConsoleSessionsTable {
  /** SHA-256 of the key that the tab keeps, hexadecimal. */
  key_hash: string;
  /** SHA-256 of the cookie that all tabs of the browser share, hexadecimal. */
  cookie_hash: string;
  client_id: string;
  network_id: string;
  /** The end, unless a person makes a call before. */
  idle_at: Instant;
  /** The end in any case. */
  ends_at: Instant;
}

export interface IntegrationsTable {
  id: string;
  network_id: string;
  name: string;
  identity_name_field: string;
  auth_policy_id: string;
  external_id_field: string;
  external_id_custom_path: string | null;
  /** `refuse` or `userName`. */
  identity_name_conflict: string;
  /** `never`, `externalId` or `name`. */
  adopt_identities: string;
  /** Counts writes to the integration or its mapping. The ETag holds it. */
  version: number;
  created_at: Instant;
  created_by: string;
  updated_at: Instant;
  updated_by: string;
}

export interface TokensTable {
  id: string;
  integration_id: string;
  /** SHA-256 of the token, hexadecimal. */
  token_hash: string;
  description: string | null;
  /** What the client gave with the mint, to find its token again. Null when it gave none. */
  tag: string | null;
  created_at: Instant;
  /** Null for a token that never expires. */
  expires_at: Instant | null;
  revoked_at: Instant | null;
  /** When a newer token replaced it. */
  superseded_at: Instant | null;
  /** The server accepts a superseded token until this instant. Null when it ended at once. */
  overlap_until: Instant | null;
  last_used_at: Instant | null;
}

/** Answers that the server repeats when the same Idempotency-Key comes again. */
export interface IdempotentAnswersTable {
  integration_id: string;
  /** SHA-256 of the key, hexadecimal. */
  key_hash: string;
  /** The answer, encrypted with a key derived from the Idempotency-Key. No secret is readable at rest. */
  sealed_answer: string;
  created_at: Instant;
}

export interface AuthPoliciesTable {
  id: string;
  network_id: string;
  name: string;
  /** `{primary, secondary}` of the contract. */
  settings: Json;
  tags: Json;
  created_at: Instant;
  updated_at: Instant;
}

export interface JwtSignersTable {
  id: string;
  network_id: string;
  name: string;
  issuer: string | null;
  kid: string | null;
  fingerprint: string | null;
  /** The rest of the contract's fields. */
  settings: Json;
  tags: Json;
  created_at: Instant;
  updated_at: Instant;
}

export interface IdentitiesTable {
  id: string;
  network_id: string;
  name: string;
  external_id: string | null;
  auth_policy_id: string;
  is_admin: Flag;
  disabled_at: Instant | null;
  /** When the identity is enabled again. Null with `disabled_at` set: when somebody enables it. */
  disabled_until: Instant | null;
  /** The edge fields that this server stores but does not use. */
  settings: Json;
  tags: Json;
  /** The integration that owns it. Null for identities that SCIM did not make or has released. */
  integration_id: string | null;
  created_at: Instant;
  updated_at: Instant;
}

/** The ledger: which source supplied which attribute of an identity. */
export interface IdentityAttributesTable {
  identity_id: string;
  source: "group" | "role" | "entitlement" | "manual";
  /** Id of the SCIM group. Empty for the other sources. */
  source_id: string;
  value: string;
}

export interface ScimUsersTable {
  id: string;
  integration_id: string;
  identity_id: string;
  user_name: string;
  /**
   * userName as it compares: composed and without case (RFC 7643 section 4.1). Migration 0011 left the former
   * key, which is in lower case only, where another user had the new key already.
   */
  user_name_key: string;
  /** The key that such a user gets when the other user goes or is renamed. Null for all others. */
  awaited_user_name_key: string | null;
  external_id: string | null;
  /** displayName as it compares: composed and without case. Null when the user has none. */
  display_name_key: string | null;
  active: Generated<Flag>;
  attributes: Json;
  version: number;
  created_at: Instant;
  last_modified: Instant;
}

/** The e-mail addresses of users. They have rows of their own, so that filters find them by an index. */
export interface ScimUserEmailsTable {
  user_id: string;
  /** Place in the user's `emails`. */
  position: number;
  /** As addresses compare: composed and without case (RFC 7643 section 4.1.2). */
  value_key: string;
  type_key: string | null;
  is_primary: Flag;
}

export interface ScimGroupsTable {
  id: string;
  integration_id: string;
  display_name: string;
  /** displayName as it compares: composed and without case. */
  display_name_key: string;
  external_id: string | null;
  /**
   * The number of members, or more: deleting a user does not lower it. The server counts again before it
   * refuses a member.
   */
  members_at_most: Generated<number>;
  attributes: Json;
  version: number;
  created_at: Instant;
  last_modified: Instant;
}

export interface ScimGroupMembersTable {
  group_id: string;
  user_id: string;
}

/** How many resources an integration has: the sum of its shards. Triggers keep the numbers. */
export interface ScimTotalsTable {
  integration_id: string;
  kind: "scim_users" | "scim_groups";
  shard: number;
  total: number;
}

/** The audit log. The database refuses to change its rows, and to delete one within the retention. */
export interface AuditEntriesTable {
  /**
   * The ids sort in the order of the writes. The id of a token's use consists of the day and the token.
   */
  id: string;
  network_id: string;
  integration_id: string | null;
  at: Instant;
  kind: "management" | "scim" | "token";
  action: string;
  /** Client id of the API account, or id of the SCIM token. */
  actor: string;
  /** Id of what was changed. */
  target: string | null;
  /** A JSON list of the names of changed fields. It never holds values. */
  changed: Json;
  /** A JSON object of the numbers of the change. */
  counts: Generated<Json>;
  outcome: "done" | "refused";
  /** The HTTP status of a refusal. */
  status: number | null;
  request_id: string | null;
}

/** One row: from which instant on the database keeps entries of the audit log. Empty: it keeps all. */
export interface AuditRetentionTable {
  id: number;
  keep_from: Instant;
}

/** Which tool last wrote an object. It is no part of the object. */
export interface ManagedObjectsTable {
  kind: "integration" | "auth-policy" | "jwt-signer";
  id: string;
  tool: string;
  version: string | null;
  /** Where the code of the object is, as its author wrote it. */
  source: string | null;
  last_applied_at: Instant;
}

/**
 * What a controller elsewhere has of an identity that this server provisions. The row of the identity and its
 * ledger say what it shall be. Without them, it shall not be there.
 */
export interface DeliveriesTable {
  identity_id: string;
  user_id: string;
  integration_id: string;
  /** Its id at the controller. Null until this server knows it. */
  controller_id: string | null;
  /** The settings that a read there showed last ({@link DesiredIdentity}). Null when none was delivered. */
  delivered: Json | null;
  /** What was sent since then and may have arrived ({@link Offer}). Null when nothing was. */
  offered: Json | null;
  /** Counts what the identity shall be. A delivery of a former one is no delivery. */
  generation: number;
  state: "pending" | "refused" | "delivered";
  /** Whether somebody loses access by it. */
  is_urgent: Flag;
  /** Since when the controller has something else. */
  since: Instant;
  attempts: number;
  next_attempt_at: Instant;
  /** Until when a copy of the server delivers it. Null when none does. */
  leased_until: Instant | null;
  /** Why the controller refused it ({@link NetworkRefusal}). */
  refusal: Json | null;
}

/** The controller that has the identities of this database. One row, or none. */
export interface ControllerBindingTable {
  id: number;
  /** What tells the controller from others ({@link ControllerFacts}). */
  controller_id: string;
  /** Its address when this server last started. */
  address: string;
  bound_at: Instant;
}

/** The comparison of this database with its controller. One row, or none before the first. */
export interface SweepsTable {
  id: number;
  /** Until when a copy of the server compares. Null when none does. */
  leased_until: Instant | null;
  /** When the last one ended that reached its end. */
  finished_at: Instant | null;
  /** What that one found ({@link NetworkDifferences}). */
  found: Json | null;
}

/** An identity that the last sweep saw at the controller. */
export interface SeenIdentitiesTable {
  controller_id: string;
  name: string;
  external_id: string | null;
  /** The integration that its tags name. Null for an identity of nobody. */
  integration_id: string | null;
}

export interface Tables {
  controller_binding: ControllerBindingTable;
  sweeps: SweepsTable;
  seen_identities: SeenIdentitiesTable;
  deliveries: DeliveriesTable;
  networks: NetworksTable;
  api_credentials: ApiCredentialsTable;
  sessions: SessionsTable;
  console_sessions: ConsoleSessionsTable;
  integrations: IntegrationsTable;
  tokens: TokensTable;
  idempotent_answers: IdempotentAnswersTable;
  auth_policies: AuthPoliciesTable;
  jwt_signers: JwtSignersTable;
  identities: IdentitiesTable;
  identity_attributes: IdentityAttributesTable;
  scim_users: ScimUsersTable;
  scim_user_emails: ScimUserEmailsTable;
  scim_groups: ScimGroupsTable;
  scim_group_members: ScimGroupMembersTable;
  scim_totals: ScimTotalsTable;
  audit_entries: AuditEntriesTable;
  audit_retention: AuditRetentionTable;
  managed_objects: ManagedObjectsTable;
}

export type Row<Name extends keyof Tables> = Selectable<Tables[Name]>;
