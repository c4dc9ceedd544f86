import type { CreateTableBuilder, Kysely, Migration } from "kysely";

/** The tables of the first release. */
export const firstLight: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await networksAndAccess(db);
    await authPoliciesAndSigners(db);
    await integrationsAndTokens(db);
    await identities(db);
    await scimUsersAndGroups(db);
  },
};

async function networksAndAccess(db: Kysely<unknown>): Promise<void> {
  await texts(keyed(db.schema.createTable("networks")), ["name", "status", "created_at"]).execute();
  await texts(
    db.schema.createTable("api_credentials").addColumn("client_id", "text", (c) => c.primaryKey()),
    ["secret_hash", "created_at"],
  ).execute();
  await texts(
    db.schema.createTable("sessions").addColumn("token_hash", "text", (c) => c.primaryKey()),
    ["kind", "client_id", "expires_at"],
  )
    .addColumn("network_id", "text", (c) => c.references("networks.id").onDelete("cascade"))
    .execute();
}

async function authPoliciesAndSigners(db: Kysely<unknown>): Promise<void> {
  await texts(ofNetwork(db.schema.createTable("auth_policies").addColumn("id", "text", (c) => c.notNull())), [
    "name",
    "settings",
    "tags",
    "created_at",
    "updated_at",
  ])
    // Every network has a policy with the id "default", so the id alone is no key.
    .addPrimaryKeyConstraint("auth_policies_key", ["network_id", "id"])
    .addUniqueConstraint("auth_policies_name", ["network_id", "name"])
    .execute();
  await texts(ofNetwork(keyed(db.schema.createTable("jwt_signers"))), [
    "name",
    "settings",
    "tags",
    "created_at",
    "updated_at",
  ])
    .addColumn("issuer", "text")
    .addColumn("kid", "text")
    .addColumn("fingerprint", "text")
    .addUniqueConstraint("jwt_signers_name", ["network_id", "name"])
    .addUniqueConstraint("jwt_signers_issuer", ["network_id", "issuer"])
    .addUniqueConstraint("jwt_signers_kid", ["network_id", "kid"])
    .addUniqueConstraint("jwt_signers_fingerprint", ["network_id", "fingerprint"])
    .execute();
}

async function integrationsAndTokens(db: Kysely<unknown>): Promise<void> {
  await texts(ofNetwork(keyed(db.schema.createTable("integrations"))), [
    "name",
    "identity_name_field",
    "auth_policy_id",
    "external_id_field",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
  ])
    .addColumn("external_id_custom_path", "text")
    .addColumn("version", "integer", (c) => c.notNull())
    .addUniqueConstraint("integrations_name", ["network_id", "name"])
    .addForeignKeyConstraint("integrations_policy", ["network_id", "auth_policy_id"], "auth_policies", [
      "network_id",
      "id",
    ])
    .execute();
  await texts(ofIntegration(keyed(db.schema.createTable("tokens"))), ["token_hash", "created_at"])
    .addColumn("description", "text")
    .addColumn("expires_at", "text")
    .addColumn("revoked_at", "text")
    .addColumn("superseded_at", "text")
    .addColumn("overlap_until", "text")
    .addColumn("last_used_at", "text")
    .addUniqueConstraint("tokens_hash", ["token_hash"])
    .execute();
  await index(db, "tokens", ["integration_id", "created_at"]);
  await texts(ofIntegration(db.schema.createTable("idempotent_answers")), [
    "key_hash",
    "sealed_answer",
    "created_at",
  ])
    .addPrimaryKeyConstraint("idempotent_answers_key", ["integration_id", "key_hash"])
    .execute();
}

async function identities(db: Kysely<unknown>): Promise<void> {
  await texts(ofNetwork(keyed(db.schema.createTable("identities"))), [
    "name",
    "auth_policy_id",
    "settings",
    "tags",
    "created_at",
    "updated_at",
  ])
    .addColumn("external_id", "text")
    .addColumn("is_admin", "integer", (c) => c.notNull())
    .addColumn("disabled_at", "text")
    .addColumn("disabled_until", "text")
    .addColumn("integration_id", "text", (c) => c.references("integrations.id").onDelete("set null"))
    .addUniqueConstraint("identities_name", ["network_id", "name"])
    .addUniqueConstraint("identities_external_id", ["network_id", "external_id"])
    .addForeignKeyConstraint("identities_policy", ["network_id", "auth_policy_id"], "auth_policies", [
      "network_id",
      "id",
    ])
    .execute();
  await index(db, "identities", ["integration_id"]);
  await index(db, "identities", ["network_id", "auth_policy_id"]);
  await texts(db.schema.createTable("identity_attributes"), ["source", "source_id", "value"])
    .addColumn("identity_id", "text", (c) => c.notNull().references("identities.id").onDelete("cascade"))
    .addPrimaryKeyConstraint("identity_attributes_key", ["identity_id", "source", "source_id", "value"])
    .execute();
}

async function scimUsersAndGroups(db: Kysely<unknown>): Promise<void> {
  await texts(ofIntegration(keyed(db.schema.createTable("scim_users"))), [
    "user_name",
    "user_name_key",
    "attributes",
    "created_at",
    "last_modified",
  ])
    .addColumn("identity_id", "text", (c) => c.notNull().references("identities.id").onDelete("cascade"))
    .addColumn("external_id", "text")
    .addColumn("display_name_key", "text")
    .addColumn("active", "integer", (c) => c.notNull().defaultTo(1))
    .addColumn("version", "integer", (c) => c.notNull())
    .addUniqueConstraint("scim_users_user_name", ["integration_id", "user_name_key"])
    .addUniqueConstraint("scim_users_identity", ["identity_id"])
    .execute();
  // Each ends in the id: lists are ordered by it, and a planner would rather scan than sort.
  await index(db, "scim_users", ["integration_id", "external_id", "id"]);
  await index(db, "scim_users", ["integration_id", "display_name_key", "id"]);
  await index(db, "scim_users", ["integration_id", "id"]);
  await db.schema
    .createTable("scim_user_emails")
    .addColumn("user_id", "text", (c) => c.notNull().references("scim_users.id").onDelete("cascade"))
    .addColumn("position", "integer", (c) => c.notNull())
    .addColumn("value_key", "text", (c) => c.notNull())
    .addColumn("type_key", "text")
    .addColumn("is_primary", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("scim_user_emails_key", ["user_id", "position"])
    .execute();
  await index(db, "scim_user_emails", ["value_key"]);
  await texts(ofIntegration(keyed(db.schema.createTable("scim_groups"))), [
    "display_name",
    "display_name_key",
    "attributes",
    "created_at",
    "last_modified",
  ])
    .addColumn("external_id", "text")
    .addColumn("version", "integer", (c) => c.notNull())
    .execute();
  await index(db, "scim_groups", ["integration_id", "display_name_key", "id"]);
  await index(db, "scim_groups", ["integration_id", "external_id", "id"]);
  await db.schema
    .createTable("scim_group_members")
    .addColumn("group_id", "text", (c) => c.notNull().references("scim_groups.id").onDelete("cascade"))
    .addColumn("user_id", "text", (c) => c.notNull().references("scim_users.id").onDelete("cascade"))
    .addPrimaryKeyConstraint("scim_group_members_key", ["group_id", "user_id"])
    .execute();
  await index(db, "scim_group_members", ["user_id"]);
}

type Table<Columns extends string = never> = CreateTableBuilder<string, Columns>;

function keyed<Columns extends string>(table: Table<Columns>) {
  return table.addColumn("id", "text", (c) => c.primaryKey());
}

function ofNetwork<Columns extends string>(table: Table<Columns>) {
  return table.addColumn("network_id", "text", (c) => c.notNull().references("networks.id"));
}

function ofIntegration<Columns extends string>(table: Table<Columns>) {
  return table.addColumn("integration_id", "text", (c) =>
    c.notNull().references("integrations.id").onDelete("cascade"),
  );
}

function texts<Columns extends string, Names extends string>(table: Table<Columns>, names: readonly Names[]) {
  let grown = table as Table<Columns | Names>;
  for (const name of names)
    grown = grown.addColumn(name, "text", (c) => c.notNull()) as Table<Columns | Names>;
  return grown;
}

async function index(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_${columns.join("_")}_index`)
    .on(table)
    .columns([...columns])
    .execute();
}
