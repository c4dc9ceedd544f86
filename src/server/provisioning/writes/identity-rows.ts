import { changeRow } from "../../store/change-row";
import { query } from "../../store/query";
import type { Row } from "../../store/tables";

/** Adds an identity. */
export const addIdentity = query((db, row: Row<"identities">) => db.insertInto("identities").values(row), {
  id: true,
  network_id: true,
  name: true,
  external_id: true,
  auth_policy_id: true,
  is_admin: true,
  disabled_at: true,
  disabled_until: true,
  settings: true,
  tags: true,
  integration_id: true,
  created_at: true,
  updated_at: true,
});

/** Writes what a SCIM user may change of its identity. */
export const changeIdentity = changeRow("identities");

/** Deletes an identity; its SCIM user, with memberships and ledger, goes with it. */
export const dropIdentity = query((db, { id }: { readonly id: string }) =>
  db.deleteFrom("identities").where("id", "=", id),
);

/** What a write has to know of an identity. */
export type HeldIdentity = Pick<Row<"identities">, "disabled_at" | "disabled_until">;

/** An identity, held as it is until the transaction ends. */
export const holdIdentity = query((db, { id }: { readonly id: string }) =>
  db.selectFrom("identities").select(["disabled_at", "disabled_until"]).where("id", "=", id).forNoKeyUpdate(),
);

/** A person's disabling for some hours does not stand for the lasting one that `active` false asks for. */
export function isDisabled(
  { disabled_at, disabled_until }: HeldIdentity,
  active: boolean,
  now: string,
): boolean {
  if (disabled_at === null) return false;
  return disabled_until === null || (active && disabled_until > now);
}
