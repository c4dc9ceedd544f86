import type { Group, Person } from "../common/directory";
import type { IdentityProvider, MembershipChange } from "../common/identity-provider";
import { answers } from "../expectations/answers";
import { echoes } from "../expectations/echoes";
import { OktaClient } from "./client";
import * as message from "./messages";

/**
 * Okta as a custom app from the wizard (AIW). It looks up before it creates. Then it changes users and groups
 * only by PUT. An administrator cannot change that.
 * @see okta-developer-docs, concepts/scim
 */
export class OktaCustomApp extends OktaClient implements IdentityProvider {
  readonly name = "Okta custom app";
  /** The members as last sent, by the id of the group. A PUT must repeat them all. */
  readonly #members = new Map<string, readonly Person[]>();

  async deactivateUser(person: Person): Promise<void> {
    await this.putProfile(person, false);
  }

  async reactivateUser(person: Person): Promise<void> {
    await this.putProfile(person, true);
  }

  async pushGroup(group: Group, members: readonly Person[]): Promise<void> {
    await this.findOrCreateGroup(group);
    await this.#putGroup("replace members", group, members);
  }

  async renameGroup(group: Group): Promise<void> {
    await this.#putGroup("name group", group, this.#membersOf(group));
  }

  async changeMembers(group: Group, { added, removed }: MembershipChange): Promise<void> {
    if (added.length + removed.length === 0) return;
    const left = new Set(removed.map(({ id }) => id));
    const staying = this.#membersOf(group).filter(({ id }) => !left.has(id));
    await this.#putGroup("change members", group, [...staying, ...added]);
  }

  override async deleteGroup(group: Group): Promise<void> {
    await super.deleteGroup(group);
    this.#members.delete(group.id);
  }

  #membersOf(group: Group): readonly Person[] {
    return this.#members.get(group.id) ?? [];
  }

  async #putGroup(label: string, group: Group, members: readonly Person[]): Promise<void> {
    const id = this.groupId(group);
    const body = message.wholeGroup(
      id,
      group.name,
      members.map((one) => this.member(one)),
    );
    const expect = [answers(200, 204), echoes({ id, displayName: group.name })];
    await this.send({ label, method: "PUT", path: `/Groups/${id}`, body, expect });
    this.#members.set(group.id, members);
  }
}
