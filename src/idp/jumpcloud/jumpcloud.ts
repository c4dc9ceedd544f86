import type { Group, Person } from "../common/directory";
import { equalityFilter } from "../common/equality-filter";
import type { ScimRequest } from "../common/exchange";
import { type RecordedRequest, ScimClient, type ScimConnection } from "../common/scim-client";
import type { ScimResource } from "../common/scim-message";
import { GROUP_URN, PATCH_URN, USER_URN } from "../common/scim-urns";
import { firstId, ServerIds } from "../common/server-ids";
import { answers, carriesId } from "../expectations/answers";
import { echoes } from "../expectations/echoes";
import { listWith, resourcesOf } from "../expectations/lists";

/**
 * JumpCloud's custom SCIM integration, as its support articles describe it. To test a connection, it creates
 * a user and a group and deletes both. It creates no empty groups, and it takes over a group of the same
 * name. It leaves an unlinked group on the server, and deactivates members that have no other group. It
 * removes members by a value array, as a third party reported. The rest is plain RFC 7644.
 */
export class JumpCloud {
  readonly name = "JumpCloud";
  readonly #scim: ScimClient;
  readonly #users = new ServerIds("JumpCloud", "was never bound to the application");
  readonly #groups = new ServerIds("JumpCloud", "was never linked");

  constructor(connection: ScimConnection) {
    this.#scim = new ScimClient({ ...connection, userAgent: "JumpCloud (simulated)" });
  }

  get requests(): readonly RecordedRequest[] {
    return this.#scim.requests;
  }

  userId(person: Person): string {
    return this.#users.of(person.id, person.userName);
  }

  groupId(group: Group): string {
    return this.#groups.of(group.id, `group ${group.name}`);
  }

  /**
   * Creates a test user and a test group and deletes both. Deactivates the user where the server refuses a
   * delete.
   */
  async testConnection(person: Person, group: Group): Promise<void> {
    await this.bindUser(person);
    const groupId = await this.#create("create group", "/Groups", {
      schemas: [GROUP_URN],
      displayName: group.name,
    });
    await this.#delete("delete group", `/Groups/${groupId}`, []);
    const { status } = await this.#delete("delete user", `/Users/${this.userId(person)}`, [403, 405, 501]);
    if (status >= 300) await this.deactivateUser(person);
  }

  async bindUser(person: Person): Promise<void> {
    const body = {
      schemas: [USER_URN],
      externalId: person.id,
      userName: person.userName,
      name: { givenName: person.givenName, familyName: person.familyName },
      displayName: person.displayName,
      emails: [{ value: person.email, type: "work", primary: true }],
      active: true,
    };
    this.#users.set(person.id, await this.#create("create user", "/Users", body));
  }

  async deactivateUser(person: Person): Promise<void> {
    const path = `/Users/${this.userId(person)}`;
    await this.#patch("deactivate user", path, { op: "replace", path: "active", value: false });
  }

  /**
   * Links a group. Takes over the one of that name or creates it, then adds the members. Skips an empty
   * group.
   */
  async linkGroup(group: Group, members: readonly Person[]): Promise<void> {
    if (members.length === 0) return;
    const { body } = await this.#scim.send({
      label: "find group",
      method: "GET",
      path: `/Groups?filter=${equalityFilter("displayName", group.name)}`,
      expect: [answers(200), listWith("displayName", group.name)],
    });
    const known = firstId(resourcesOf(body));
    const created = { schemas: [GROUP_URN], displayName: group.name };
    this.#groups.set(group.id, known ?? (await this.#create("create group", "/Groups", created)));
    await this.#changeMembers("add members", group, "add", members);
  }

  async removeMembers(group: Group, members: readonly Person[]): Promise<void> {
    await this.#changeMembers("remove members", group, "remove", members);
  }

  /** Unlinks a group. The server keeps the group. Members without another linked group are deactivated. */
  async unlinkGroup(withoutAnother: readonly Person[]): Promise<void> {
    for (const person of withoutAnother) await this.deactivateUser(person);
  }

  async #changeMembers(
    label: string,
    group: Group,
    op: "add" | "remove",
    members: readonly Person[],
  ): Promise<void> {
    const value = members.map((one) => ({ value: this.userId(one) }));
    await this.#patch(label, `/Groups/${this.groupId(group)}`, { op, path: "members", value });
  }

  async #create(label: string, path: string, body: ScimResource): Promise<string> {
    const expect = [answers(201), carriesId, echoes(body)];
    return (await this.#scim.sendForResource({ label, method: "POST", path, body, expect })).id;
  }

  async #patch(label: string, path: string, operation: ScimResource): Promise<void> {
    const body = { schemas: [PATCH_URN], Operations: [operation] };
    await this.#scim.send({ label, method: "PATCH", path, body, expect: [answers(200, 204)] });
  }

  #delete(label: string, path: string, alsoAccept: readonly number[]) {
    const expect = [answers(204, 200, ...alsoAccept)];
    const request: ScimRequest = { label, method: "DELETE", path, alsoAccept, expect };
    return this.#scim.send(request);
  }
}
