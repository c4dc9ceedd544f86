import type { IdentityNameField } from "../../contract/gateway/mapping";
import { isMap } from "../../contract/scim/read-attribute";
import { externalIdCandidates } from "./external-id";
import type { PreparedMapping } from "./prepared-mapping";
import { textOf } from "./text-of";
import type { IdentityDraft, SyncUser } from "./types";

/** Derives the identity of a user from the mapping (rules 9, 10 and 11). Texts stay byte for byte. */
export function draftIdentity(user: SyncUser, mapping: PreparedMapping): IdentityDraft {
  return {
    name: identityName(user, mapping.identityNameField),
    externalIds: externalIdCandidates(user, mapping),
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
