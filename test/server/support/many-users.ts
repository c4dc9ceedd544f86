import { type Kysely, sql } from "kysely";
import { openDatabase } from "../../../src/server/store/open-database";
import { TestServer } from "./running-server";

/**
 * Adds users to an integration, much faster than requests would. User 12 has the id, userName, externalId and
 * title `user-12`, the e-mail address `user-12@example.com`, and an identity of that name.
 */
export async function addManyUsers(server: TestServer, integrationId: string, count: number): Promise<void> {
  const db = (await openDatabase(server.database)) as Kysely<unknown>;
  const numbers = sql`(
    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${count})
    select 'user-' || n as t from numbers) as numbered`;
  const network = sql`(select network_id from integrations where id = ${integrationId})`;
  const now = "2026-11-24T09:00:00.000Z";
  await sql`
    insert into identities
      (id, network_id, name, auth_policy_id, is_admin, settings, tags, integration_id, created_at, updated_at)
    select t, ${network}, t, 'default', 0, '{}', '{}', cast(${integrationId} as text), ${now}, ${now}
    from ${numbers}`.execute(db);
  await sql`
    insert into scim_users (id, integration_id, identity_id, user_name, user_name_key, external_id, attributes,
      version, created_at, last_modified)
    select t, cast(${integrationId} as text), t, t, t, t, '{"userName":"' || t || '","active":true,"title":"'
      || t || '","emails":[{"value":"' || t || '@example.com"}]}', 1, ${now}, ${now}
    from ${numbers}`.execute(db);
  await sql`
    insert into scim_user_emails (user_id, position, value_key, is_primary)
    select t, 0, t || '@example.com', 0 from ${numbers}`.execute(db);
  if (TestServer.engine === "postgresql") await sql`analyze`.execute(db);
  await db.destroy();
}

/** Adds a group with every user of the integration. */
export async function addGroupOfAll(server: TestServer, integrationId: string, id: string): Promise<void> {
  const db = (await openDatabase(server.database)) as Kysely<unknown>;
  await sql`
    insert into scim_groups (id, integration_id, display_name, display_name_key, attributes, version,
      created_at, last_modified, members_at_most)
    values (${id}, ${integrationId}, ${id}, ${id}, ${JSON.stringify({ displayName: id })}, 1, '', '',
      (select count(*) from scim_users where integration_id = ${integrationId}))`.execute(db);
  await sql`
    insert into scim_group_members (group_id, user_id)
    select cast(${id} as text), id from scim_users where integration_id = ${integrationId}`.execute(db);
  await db.destroy();
}
