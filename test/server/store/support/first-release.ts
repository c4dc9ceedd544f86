import { randomUUID } from "node:crypto";
import { Kysely, Migrator, sql } from "kysely";
import { firstLight } from "../../../../src/server/store/migrations/0001-first-light";
import { auditLog } from "../../../../src/server/store/migrations/0002-audit-log";
import { jsonOnPostgresql } from "../../../../src/server/store/migrations/0003-json-on-postgresql";
import { totals } from "../../../../src/server/store/migrations/0004-totals";
import { clusteredTables } from "../../../../src/server/store/migrations/0005-clustered-tables";
import { byteOrderOnPostgresql } from "../../../../src/server/store/migrations/0006-byte-order-on-postgresql";
import { edgeFiltersOnPostgresql } from "../../../../src/server/store/migrations/0007-edge-filters-on-postgresql";
import { namesOnPostgresql } from "../../../../src/server/store/migrations/0008-names-on-postgresql";
import { isPostgresUrl } from "../../../../src/server/store/postgres/address";
import { postgresDialect } from "../../../../src/server/store/postgres/postgres-dialect";
import { openSqlite } from "../../../../src/server/store/sqlite/open-sqlite";

/** The migrations of 0.1.0. Later ones never join them. */
const MIGRATIONS = {
  "0001-first-light": firstLight,
  "0002-audit-log": auditLog,
  "0003-json-on-postgresql": jsonOnPostgresql,
  "0004-totals": totals,
  "0005-clustered-tables": clusteredTables,
  "0006-byte-order-on-postgresql": byteOrderOnPostgresql,
  "0007-edge-filters-on-postgresql": edgeFiltersOnPostgresql,
  "0008-names-on-postgresql": namesOnPostgresql,
};

/** Rows as 0.1.0 wrote them. The types of today's tables would follow later migrations. */
type Rows = Readonly<Record<string, string | number | null>>;

/** How many users one statement adds. */
const PIECE = 1000;
const NOW = "2026-01-05T08:00:00.000Z";
const TIMES = { created_at: NOW, updated_at: NOW };
const POLICY = {
  primary: {
    cert: { allowed: true, allowExpiredCerts: true },
    extJwt: { allowed: true, allowedSigners: [] },
    updb: {
      allowed: true,
      minPasswordLength: 5,
      requireSpecialChar: false,
      requireNumberChar: false,
      requireMixedCase: false,
      maxAttempts: 0,
      lockoutDurationMinutes: 0,
    },
  },
  secondary: { requireTotp: false, requireExtJwtSigner: null },
};

/** The attributes of a SCIM user as 0.1.0 stored them. */
export interface OldUser {
  readonly userName: string;
  readonly displayName?: string;
  readonly externalId?: string;
  readonly emails?: readonly { readonly value: string; readonly primary?: boolean }[];
  readonly [attribute: string]: unknown;
}

/** The attributes of a SCIM group as 0.1.0 stored them. */
export interface OldGroup {
  readonly displayName: string;
  readonly externalId?: string;
  /** Ids of users. */
  readonly members: readonly string[];
}

/** A database as 0.1.0 left it: one network with one integration. */
export class FirstRelease {
  readonly networkId: string = randomUUID();
  readonly integrationId: string = randomUUID();
  readonly #db: Kysely<Record<string, Rows>>;

  private constructor(location: string) {
    const dialect = isPostgresUrl(location) ? postgresDialect(location) : openSqlite(location);
    this.#db = new Kysely({ dialect });
  }

  /** Makes the tables in an empty database. */
  static async make(location: string, integrationName: string): Promise<FirstRelease> {
    const made = new FirstRelease(location);
    const migrator = new Migrator({ db: made.#db, provider: { getMigrations: async () => MIGRATIONS } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    const network = { network_id: made.networkId };
    await made.#insert("networks", {
      id: made.networkId,
      name: "old",
      status: "PROVISIONED",
      created_at: NOW,
    });
    const policy = { id: "default", name: "Default", settings: JSON.stringify(POLICY), tags: "{}" };
    await made.#insert("auth_policies", { ...policy, ...network, ...TIMES });
    await made.addIntegration(integrationName, null, made.integrationId);
    return made;
  }

  /** Adds an integration. Returns its id. @param externalIdPath The path of a custom external ID. */
  async addIntegration(
    name: string,
    externalIdPath: string | null,
    id: string = randomUUID(),
  ): Promise<string> {
    await this.#insert("integrations", {
      id,
      network_id: this.networkId,
      name,
      identity_name_field: "USER_NAME",
      auth_policy_id: "default",
      external_id_field: externalIdPath === null ? "NONE" : "CUSTOM",
      external_id_custom_path: externalIdPath,
      version: 1,
      created_by: "old",
      updated_by: "old",
      ...TIMES,
    });
    return id;
  }

  /** Adds a user with its identity. Returns its id. */
  async addUser(
    user: OldUser,
    { integrationId = this.integrationId, externalId = null as string | null } = {},
  ): Promise<string> {
    const id = randomUUID();
    const tags = JSON.stringify({ scimIntegrationId: integrationId, scimUserId: id });
    const identityId = await this.addIdentity(user.userName, { tags, integrationId, externalId });
    await this.#insert("scim_users", {
      id,
      integration_id: integrationId,
      identity_id: identityId,
      user_name: user.userName,
      user_name_key: user.userName.toLowerCase(),
      external_id: user.externalId ?? null,
      display_name_key: user.displayName?.toLowerCase() ?? null,
      active: 1,
      attributes: JSON.stringify({ active: true, ...user }),
      version: 1,
      created_at: NOW,
      last_modified: NOW,
    });
    for (const [position, { value, primary }] of (user.emails ?? []).entries()) {
      const keys = { value_key: value.toLowerCase(), type_key: null, is_primary: primary ? 1 : 0 };
      await this.#insert("scim_user_emails", { user_id: id, position, ...keys });
    }
    return id;
  }

  /** Adds a group. Returns its id. */
  async addGroup({ members, ...attributes }: OldGroup): Promise<string> {
    const id = randomUUID();
    await this.#insert("scim_groups", {
      id,
      integration_id: this.integrationId,
      display_name: attributes.displayName,
      display_name_key: attributes.displayName.toLowerCase(),
      external_id: attributes.externalId ?? null,
      attributes: JSON.stringify(attributes),
      version: 1,
      created_at: NOW,
      last_modified: NOW,
    });
    for (const user_id of members) await this.#insert("scim_group_members", { group_id: id, user_id });
    return id;
  }

  /** Adds a group with many users of its own to an integration. Returns its id. */
  async addLargeGroup(integrationId: string, displayName: string, count: number): Promise<string> {
    const [id, integration] = [randomUUID(), sql`cast(${integrationId} as text)`];
    await this.#insert("scim_groups", {
      id,
      integration_id: integrationId,
      display_name: displayName,
      display_name_key: displayName.toLowerCase(),
      external_id: null,
      attributes: JSON.stringify({ displayName }),
      version: 1,
      created_at: NOW,
      last_modified: NOW,
    });
    // Each insert updates the total of users. PostgreSQL takes ever longer for that within one statement.
    for (let from = 1; from <= count; from += PIECE) {
      const numbers = sql`(
        with recursive numbers (n) as (
          select cast(${from} as integer) union all
          select n + 1 from numbers where n < ${Math.min(count, from + PIECE - 1)})
        select 'many-' || n as t from numbers) as numbered`;
      await sql`
        insert into identities (id, network_id, name, auth_policy_id, is_admin, settings, tags,
          integration_id, created_at, updated_at)
        select t, ${this.networkId}, t, 'default', 0, '{}', '{}', ${integration}, ${NOW}, ${NOW}
        from ${numbers}`.execute(this.#db);
      await sql`
        insert into scim_users (id, integration_id, identity_id, user_name, user_name_key, attributes,
          version, created_at, last_modified)
        select t, ${integration}, t, t, t, '{"userName":"' || t || '","active":true}', 1, ${NOW}, ${NOW}
        from ${numbers}`.execute(this.#db);
      await sql`
        insert into scim_group_members (group_id, user_id)
        select cast(${id} as text), t from ${numbers}`.execute(this.#db);
    }
    return id;
  }

  /** Adds an identity, by default one that a person made. Returns its id. */
  async addIdentity(
    name: string,
    { tags = "{}", integrationId = null as string | null, externalId = null as string | null } = {},
  ): Promise<string> {
    const id = randomUUID().replaceAll("-", "").slice(0, 10);
    await this.#insert("identities", {
      id,
      network_id: this.networkId,
      name,
      external_id: externalId,
      auth_policy_id: "default",
      is_admin: 0,
      disabled_at: null,
      disabled_until: null,
      settings: "{}",
      tags,
      integration_id: integrationId,
      ...TIMES,
    });
    return id;
  }

  close(): Promise<void> {
    return this.#db.destroy();
  }

  async #insert(table: string, row: Rows): Promise<void> {
    await this.#db.insertInto(table).values(row).execute();
  }
}
