import type { Group, Person } from "./directory";
import type { RecordedRequest } from "./scim-client";

/** Who joins and who leaves a pushed group. */
export interface MembershipChange {
  readonly added: readonly Person[];
  readonly removed: readonly Person[];
}

/**
 * What an administrator does to people in an identity provider, and what its SCIM client sends because of it.
 * Each provider answers with its own request sequence; the server at the other end sees the difference.
 * Every method throws a ScimRequestError when the server refuses.
 */
export interface UserProvider {
  /** The provider's name for people, as in `Okta`. */
  readonly name: string;
  /** Everything sent so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** The id the server gave to a person. Throws when the person was never assigned. */
  userId(person: Person): string;

  /** Gives a person the application: found by user name and taken over, or created. */
  assignUser(person: Person): Promise<void>;
  /** Sends the changed profile of an assigned person. */
  updateUser(person: Person): Promise<void>;
  /** Takes the application from a person; the account stays, disabled. */
  deactivateUser(person: Person): Promise<void>;
  /** Gives it back. */
  reactivateUser(person: Person): Promise<void>;
}

/** A provider that pushes groups as well. */
export interface IdentityProvider extends UserProvider {
  /** The id the server gave to a group. Throws when the group was never pushed. */
  groupId(group: Group): string;

  /** Pushes a group with its members, who must be assigned. */
  pushGroup(group: Group, members: readonly Person[]): Promise<void>;
  /** Sends the new name of a pushed group. */
  renameGroup(group: Group): Promise<void>;
  /** Sends who joined and who left a pushed group. */
  changeMembers(group: Group, change: MembershipChange): Promise<void>;
  /** Stops pushing a group and deletes it at the other end. */
  deleteGroup(group: Group): Promise<void>;
}
