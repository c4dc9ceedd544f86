import { foldText } from "../../contract/scim/fold-text";
import type { StoredUser, UserAttributes } from "../scim/backend";
import type { Row } from "../store/tables";
import { foldedOrNull, textOrNull } from "./text-or-null";

/** The columns of a user that an answer needs. */
export const SHOWN_COLUMNS = ["id", "attributes", "version", "created_at", "last_modified"] as const;
/** The columns of a user that a change needs. */
export const USER_COLUMNS = [...SHOWN_COLUMNS, "identity_id"] as const;

/** A user as an answer needs it. */
export type ShownUserRow = Pick<Row<"scim_users">, (typeof SHOWN_COLUMNS)[number]> & {
  /** The user's groups: the JSON text of a list of `{value, display}`. */
  readonly groups: string;
};

/** A user as a change needs it. */
export type UserRow = ShownUserRow & Pick<Row<"scim_users">, (typeof USER_COLUMNS)[number]>;

/** The columns that user attributes fill. */
export function userColumns(attributes: UserAttributes) {
  return { ...filteredColumns(attributes), attributes: JSON.stringify(attributes) };
}

/** The columns that filters search, beside the JSON. */
export function filteredColumns(attributes: UserAttributes) {
  return {
    user_name: attributes.userName,
    user_name_key: foldText(attributes.userName),
    external_id: textOrNull(attributes.externalId),
    display_name_key: foldedOrNull(attributes.displayName),
    active: attributes.active ? 1 : 0,
  };
}

/** A row as a SCIM user. It parses the JSON once, when somebody first reads the attributes. */
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
