import type { Group, Person } from "./directory";
import type { RecordedRequest } from "./scim-client";

/** Who joins and who leaves a pushed group. */
export interface MembershipChange {
  readonly added: readonly Person[];
  readonly removed: readonly Person[];
}

/**
 * What an administrator can do to people in an identity provider. Each provider sends its own sequence of
 * requests for each of these. Every method throws a ScimRequestError when the server refuses a request.
 */
export interface UserProvider {
  /** The name to show, as in `Okta`. */
  readonly name: string;
  /** Everything sent so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** The id that the server gave to a person. Throws when the person was never assigned. */
  userId(person: Person): string;

  /** Assigns the application to a person. Takes over the user of that name, or creates one. */
  assignUser(person: Person): Promise<void>;
  /** Sends the changed profile of an assigned person. */
  updateUser(person: Person): Promise<void>;
  /** Removes the application from a person. The server keeps the user, but disabled. */
  deactivateUser(person: Person): Promise<void>;
  /** Assigns the application to the person again. */
  reactivateUser(person: Person): Promise<void>;
}

/** A provider that also pushes groups. */
export interface IdentityProvider extends UserProvider {
  /** The id that the server gave to a group. Throws when the group was never pushed. */
  groupId(group: Group): string;

  /** Pushes a group with its members, who must be assigned. */
  pushGroup(group: Group, members: readonly Person[]): Promise<void>;
  /** Sends the new name of a pushed group. */
  renameGroup(group: Group): Promise<void>;
  /** Sends who joined and who left a pushed group. */
  changeMembers(group: Group, change: MembershipChange): Promise<void>;
  /** Stops pushing a group, and deletes it on the server. */
  deleteGroup(group: Group): Promise<void>;
}
