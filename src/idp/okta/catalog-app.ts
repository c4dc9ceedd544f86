import type { Group, Person } from "../common/directory";
import type { IdentityProvider, MembershipChange } from "../common/identity-provider";
import { answers } from "../expectations/answers";
import { OktaClient } from "./client";
import * as message from "./messages";

/**
 * Okta as a catalog (OIN) app. It looks up before it creates, changes a profile by GET then PUT, changes
 * activation and groups by PATCH, and never deletes a user.
 * @see okta-developer-docs, reference/scim/scim-20
 */
export class Okta extends OktaClient implements IdentityProvider {
  readonly name = "Okta";

  async deactivateUser(person: Person): Promise<void> {
    await this.#patchUser("deactivate user", person, message.setActive(false));
  }

  async reactivateUser(person: Person): Promise<void> {
    await this.#patchUser("activate user", person, message.setActive(true));
  }

  /** Sends a new password, with password sync on. */
  async changePassword(person: Person): Promise<void> {
    await this.#patchUser("change password", person, message.setPassword());
  }

  async pushGroup(group: Group, members: readonly Person[]): Promise<void> {
    await this.findOrCreateGroup(group);
    await this.renameGroup(group);
    await this.#patchGroup(
      "replace members",
      group,
      message.replaceMembers(members.map((one) => this.member(one))),
    );
  }

  async renameGroup(group: Group): Promise<void> {
    await this.#patchGroup("name group", group, message.setName(this.groupId(group), group.name));
  }

  async changeMembers(group: Group, change: MembershipChange): Promise<void> {
    const operations = change.removed.map((person) => message.removeMember(this.userId(person)));
    if (change.added.length > 0)
      operations.push(message.addMembers(change.added.map((one) => this.member(one))));
    if (operations.length === 0) return;
    // Okta repeats the name on each membership push.
    await this.renameGroup(group);
    await this.#patchGroup("change members", group, ...operations);
  }

  async #patchUser(label: string, person: Person, operation: message.PatchOperation): Promise<void> {
    const path = `/Users/${this.userId(person)}`;
    const body = message.patch(operation);
    await this.send({ label, method: "PATCH", path, body, expect: [answers(200, 204)] });
  }

  async #patchGroup(label: string, group: Group, ...operations: message.PatchOperation[]): Promise<void> {
    const path = `/Groups/${this.groupId(group)}`;
    const body = message.patch(...operations);
    await this.send({ label, method: "PATCH", path, body, expect: [answers(200, 204)] });
  }
}
