import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { StoredUser, UserAttributes } from "../scim/backend";
import { changeRow } from "../store/change-row";
import type { Database } from "../store/database";
import { isAmong, isOneOf, jsonList } from "../store/json-list";
import { after, query, type Soon } from "../store/query";
import type { Row } from "../store/tables";
import type { Scope } from "./scope";

const SHOWN_COLUMNS = ["id", "attributes", "version", "created_at", "last_modified"] as const;
const USER_COLUMNS = [...SHOWN_COLUMNS, "identity_id", "user_name_key"] as const;

/** What is shown of a user. */
export type ShownUserRow = Pick<Row<"scim_users">, (typeof SHOWN_COLUMNS)[number]> & {
  /** The groups it is in, as the JSON text of `{value, display}`. */
  readonly groups: string;
};

/** What is read of a user: a change needs more than is shown. */
export type UserRow = ShownUserRow & Pick<Row<"scim_users">, (typeof USER_COLUMNS)[number]>;

/** The columns that user attributes fill; what filters look for is kept beside the JSON. */
export function userColumns(attributes: UserAttributes) {
  return { ...soughtColumns(attributes), attributes: JSON.stringify(attributes) };
}

/** Those of them that filters look for. */
export function soughtColumns(attributes: UserAttributes) {
  return {
    user_name: attributes.userName,
    user_name_key: attributes.userName.toLowerCase(),
    external_id: textOrNull(attributes.externalId),
    display_name_key: textOrNull(attributes.displayName)?.toLowerCase() ?? null,
    active: attributes.active ? 1 : 0,
  };
}

/** The columns of {@link ShownUserRow}, to be selected from `scim_users`. */
export function userSelection(db: Database): RawBuilder<unknown>[] {
  return [
    ...SHOWN_COLUMNS.map((name) => sql.ref(`scim_users.${name}`)),
    sql`${groupsOfUser(db)} as ${sql.ref("groups")}`,
  ];
}

function groupsOfUser(db: Database): RawBuilder<string> {
  return jsonList(
    db,
    // By this column the index has them in order.
    [sql.ref("scim_group_members.group_id"), sql.ref("scim_groups.display_name")],
    sql`scim_group_members inner join scim_groups on scim_groups.id = scim_group_members.group_id where scim_group_members.user_id = scim_users.id`,
  );
}

const userById = query((db, { id, integrationId }: { readonly id: string; readonly integrationId: string }) =>
  db
    .selectFrom("scim_users")
    .select(USER_COLUMNS)
    .select(groupsOfUser(db).as("groups"))
    .where("integration_id", "=", integrationId)
    .where("id", "=", id)
    // What a write read stays as it is until the write is done: of two changes at once none is lost.
    .$if(db.isTransaction, (found) => found.forNoKeyUpdate()),
);

/** Whether a column is the identity of one of some users: a JSON list of ids. */
export function isIdentityOf(db: Database, column: string, userIds: string): RawBuilder<SqlBool> {
  return isOneOf(db, column, sql`select identity_id from scim_users where ${isAmong(db, "id", userIds)}`);
}

/** A user of the integration; null when it has none with the id. */
export function findUser({ db, integrationId, held }: Scope, id: string): Soon<UserOfRow<UserRow> | null> {
  const known = held?.users.get(id);
  if (known !== undefined) return known;
  return after(userById.first(db, { id, integrationId }), (row) => {
    if (row === undefined) return null;
    const user = new UserOfRow(row);
    held?.users.set(id, user);
    return user;
  });
}

/** Writes what the attributes of a user fill. */
export const changeUserRow = changeRow("scim_users");

/** Adds a user. */
export const addUser = query((db, row: Row<"scim_users">) => db.insertInto("scim_users").values(row), {
  id: true,
  integration_id: true,
  identity_id: true,
  user_name: true,
  user_name_key: true,
  external_id: true,
  display_name_key: true,
  active: true,
  attributes: true,
  version: true,
  created_at: true,
  last_modified: true,
});

/** A row as the SCIM room takes it. Its JSON is parsed when somebody looks into it, and once. */
export class UserOfRow<Kind extends ShownUserRow = ShownUserRow> implements StoredUser {
  #attributes: UserAttributes | undefined;

  constructor(readonly row: Kind) {}

  get id(): string {
    return this.row.id;
  }

  get version(): number {
    return this.row.version;
  }

  get text(): string {
    return this.row.attributes;
  }

  get attributes(): UserAttributes {
    this.#attributes ??= JSON.parse(this.row.attributes) as UserAttributes;
    return this.#attributes;
  }

  get groups(): StoredUser["groups"] {
    return this.row.groups === "[]" ? [] : (JSON.parse(this.row.groups) as StoredUser["groups"]);
  }

  get groupsText(): string {
    return this.row.groups;
  }

  get createdAt(): string {
    return this.row.created_at;
  }

  get lastModified(): string {
    return this.row.last_modified;
  }
}

export function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
