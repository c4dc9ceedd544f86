import type { StoredUser, UserAttributes } from "../scim/backend";
import type { Row } from "../store/tables";
import { textOrNull } from "./text-or-null";

/** The columns that an answer shows of a user. */
export const SHOWN_COLUMNS = ["id", "attributes", "version", "created_at", "last_modified"] as const;
/** The columns that a change needs, too. */
export const USER_COLUMNS = [...SHOWN_COLUMNS, "identity_id", "user_name_key"] as const;

/** What an answer shows of a user. */
export type ShownUserRow = Pick<Row<"scim_users">, (typeof SHOWN_COLUMNS)[number]> & {
  /** The groups it is in, as the JSON text of `{value, display}`. */
  readonly groups: string;
};

/** What a change needs of a user. */
export type UserRow = ShownUserRow & Pick<Row<"scim_users">, (typeof USER_COLUMNS)[number]>;

/** The columns that user attributes fill. */
export function userColumns(attributes: UserAttributes) {
  return { ...filteredColumns(attributes), attributes: JSON.stringify(attributes) };
}

/** The columns that filters look into, beside the JSON. */
export function filteredColumns(attributes: UserAttributes) {
  return {
    user_name: attributes.userName,
    user_name_key: attributes.userName.toLowerCase(),
    external_id: textOrNull(attributes.externalId),
    display_name_key: textOrNull(attributes.displayName)?.toLowerCase() ?? null,
    active: attributes.active ? 1 : 0,
  };
}

/** A row as the SCIM room takes it. It parses the JSON when somebody looks into it, and once. */
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
