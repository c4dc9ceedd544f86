import type { Scope } from "../scope";

/** About how many members the groups of an integration have. */
interface Memberships {
  readonly ofAll: number;
  readonly ofLargest: number;
}

/** Reads how many members the groups of the integration have. */
export async function readMemberships({ db, integrationId }: Scope): Promise<Memberships> {
  const row = await db
    .selectFrom("scim_groups")
    .select((eb) => [eb.fn.sum("members_at_most").as("ofAll"), eb.fn.max("members_at_most").as("ofLargest")])
    .where("integration_id", "=", integrationId)
    .executeTakeFirst();
  return { ofAll: Number(row?.ofAll ?? 0), ofLargest: Number(row?.ofLargest ?? 0) };
}
