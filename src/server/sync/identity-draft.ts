import type { ExternalIdField, IdentityNameField, Mapping } from "../../contract/gateway/mapping";
import type { ScimPath } from "../../contract/scim/filter";
import { parseMappingPath } from "../../contract/scim/mapping-path";
import { matchesValue } from "../../contract/scim/match";
import { isMap, locateValues, locateWithin } from "../../contract/scim/read-attribute";
import { USER } from "../../contract/scim/resource";
import type { IdentityDraft, SyncUser } from "./types";

/** The mapping settings with a parsed custom path. It is parsed once for all users. */
export interface PreparedMapping {
  readonly identityNameField: IdentityNameField;
  readonly authPolicyId: string;
  readonly externalIdField: ExternalIdField;
  /** Null unless `externalIdField` is CUSTOM. */
  readonly externalIdCustomPath: ScimPath | null;
}

/** Parses the custom path. @throws Error when that fails. The contract accepts only paths that parse. */
export function prepareMapping(mapping: Mapping): PreparedMapping {
  if (mapping.externalIdField !== "CUSTOM") return { ...mapping, externalIdCustomPath: null };
  const parsed = parseMappingPath(mapping.externalIdCustomPath ?? "");
  if (!parsed.ok) throw new Error(`externalIdCustomPath ${parsed.reason}`);
  return { ...mapping, externalIdCustomPath: parsed.path };
}

/** Derives the identity of a user from the mapping (rules 9, 10 and 11). Texts stay byte for byte. */
export function draftIdentity(user: SyncUser, mapping: PreparedMapping): IdentityDraft {
  return {
    name: identityName(user, mapping.identityNameField),
    externalId: externalIdOf(user, mapping),
    authPolicyId: mapping.authPolicyId,
  };
}

/** Rule 9: the name is the chosen field, or userName when the field is blank. */
function identityName(user: SyncUser, field: IdentityNameField): string {
  return nameCandidate(user, field) ?? user.userName;
}

function nameCandidate(user: SyncUser, field: IdentityNameField): string | null {
  switch (field) {
    case "USER_NAME":
      return user.userName;
    case "DISPLAY_NAME":
      return textOf(user.displayName);
    case "FORMATTED_NAME":
      return isMap(user.name) ? textOf(user.name.formatted) : null;
    case "NICK_NAME":
      return textOf(user.nickName);
  }
}

/** Rule 10. */
function externalIdOf(user: SyncUser, mapping: PreparedMapping): string | null {
  switch (mapping.externalIdField) {
    case "NONE":
      return null;
    case "USER_NAME":
      return textOf(user.userName);
    case "PRIMARY_EMAIL":
      return primaryEmail(user);
    case "CUSTOM":
      return mapping.externalIdCustomPath && textAt(user, mapping.externalIdCustomPath);
  }
}

/** The primary e-mail address, or else the first. Entries without an address do not count. */
function primaryEmail(user: SyncUser): string | null {
  const emails = (Array.isArray(user.emails) ? user.emails : [])
    .filter(isMap)
    .filter((email) => textOf(email.value) !== null);
  const chosen = emails.find((email) => email.primary === true) ?? emails[0];
  return chosen === undefined ? null : textOf(chosen.value);
}

/** The first text that the path names. Null when the user has none there. */
function textAt(user: SyncUser, path: ScimPath): string | null {
  const located = locateValues(USER, user, { ...path, subAttribute: null });
  if (located === null) return null;
  const { attribute, values } = located;
  const { valueFilter, subAttribute } = path;
  const chosen =
    valueFilter === null ? values : values.filter((one) => matchesValue(valueFilter, one, attribute));
  const leaves =
    subAttribute === null ? chosen : (locateWithin(attribute, chosen, subAttribute)?.values ?? []);
  return leaves.map(textOf).find((text) => text !== null) ?? null;
}

/** Returns a text unchanged, and null for a blank text or another value. */
function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
