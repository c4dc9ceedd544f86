import type { Group, Person } from "../common/directory";
import type { MembershipChange } from "../common/identity-provider";
import type { ScimClient } from "../common/scim-client";
import { firstId, ServerIds } from "../common/server-ids";
import { answers, carriesId, without } from "../expectations/answers";
import { echoes } from "../expectations/echoes";
import { listWith, resourcesOf } from "../expectations/lists";
import * as dialect from "./dialect";
import * as message from "./messages";

/** The groups of Entra ID. It creates a group first, adds members afterwards, and never reads the members. */
export class EntraGroups {
  readonly #ids = new ServerIds("Entra ID", "was never provisioned");

  constructor(
    private readonly scim: ScimClient,
    private readonly userId: (person: Person) => string,
  ) {}

  idOf(group: Group): string {
    return this.#ids.of(group.id, `group ${group.name}`);
  }

  /** Finds the group by name, or creates it without members. Then reads it. */
  async provision(group: Group): Promise<void> {
    const { body } = await this.scim.send({
      label: "find group",
      method: "GET",
      path: message.groupLookup(group.name),
      expect: [answers(200), listWith("displayName", group.name)],
    });
    const known = firstId(resourcesOf(body));
    this.#ids.set(group.id, known ?? (await this.#create(group)));
    await this.scim.sendForResource({
      label: "read group",
      method: "GET",
      path: `/Groups/${this.idOf(group)}?excludedAttributes=members`,
      expect: [answers(200), carriesId, without("members"), echoes({ displayName: group.name })],
    });
  }

  async rename(group: Group, spelling: dialect.EntraDialect): Promise<void> {
    const op = dialect.verbIn(spelling, "Replace");
    await this.#patch("rename group", group, [{ op, path: "displayName", value: group.name }]);
  }

  /** Sends one PATCH with all who joined, and another with all who left. */
  async change(
    group: Group,
    { added, removed }: MembershipChange,
    spelling: dialect.EntraDialect,
  ): Promise<void> {
    const joined = added.map(this.userId);
    const left = removed.map(this.userId);
    if (joined.length > 0) await this.#patch("add members", group, [dialect.addMembers(spelling, joined)]);
    if (left.length > 0) await this.#patch("remove members", group, dialect.removeMembers(spelling, left));
  }

  async delete(group: Group): Promise<void> {
    const path = `/Groups/${this.idOf(group)}`;
    await this.scim.send({ label: "delete group", method: "DELETE", path, expect: [answers(204, 200)] });
    this.#ids.delete(group.id);
  }

  async #create(group: Group): Promise<string> {
    const body = message.newGroup(group);
    const expect = [answers(201), carriesId, echoes(body, ["externalId"])];
    const request = { label: "create group", method: "POST", path: "/Groups", body, expect } as const;
    return (await this.scim.sendForResource(request)).id;
  }

  async #patch(label: string, group: Group, operations: readonly dialect.EntraOperation[]): Promise<void> {
    const path = `/Groups/${this.idOf(group)}`;
    const body = dialect.entraPatch(operations);
    await this.scim.send({ label, method: "PATCH", path, body, expect: [answers(204, 200)] });
  }
}
