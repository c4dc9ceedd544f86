import { randomBytes } from "node:crypto";
import type { Group, Person } from "./directory";
import type { IdentityProvider, MembershipChange } from "./identity-provider";
import * as message from "./okta-messages";
import { type RecordedRequest, ScimClient, type ScimResource } from "./scim-client";

/** Okta closes the socket after this long without an answer. */
const OKTA_TIMEOUT_MS = 60_000;

/**
 * Okta as a catalog (OIN) app speaks SCIM 2.0: look-up before create, profile by GET then PUT, activation and
 * groups by PATCH, never DELETE for a user.
 * @see okta-developer-docs, reference/scim/scim-20
 */
export class Okta implements IdentityProvider {
  readonly name = "Okta";
  readonly #scim: ScimClient;
  /** Directory id to the id the server gave. */
  readonly #users = new Map<string, string>();
  readonly #groups = new Map<string, string>();

  constructor(settings: {
    readonly integrationUrl: string;
    readonly token: string;
    readonly timeoutMs?: number;
  }) {
    const { integrationUrl, token, timeoutMs = OKTA_TIMEOUT_MS } = settings;
    this.#scim = new ScimClient({ integrationUrl, token, timeoutMs, userAgent: "Okta SCIM Client 1.0.0" });
  }

  get requests(): readonly RecordedRequest[] {
    return this.#scim.requests;
  }

  async assignUser(person: Person): Promise<void> {
    const known = await this.#find("find user", message.lookup("Users", "userName", person.userName));
    if (known !== null) {
      this.#users.set(person.id, known);
      return this.#putProfile(person, true);
    }
    const password = randomBytes(6).toString("base64url");
    const body = message.newUser(person, password);
    this.#users.set(person.id, await this.#create("create user", "/Users", body));
  }

  async updateUser(person: Person): Promise<void> {
    await this.#putProfile(person);
  }

  async deactivateUser(person: Person): Promise<void> {
    await this.#patchUser("deactivate user", person, message.setActive(false));
  }

  async reactivateUser(person: Person): Promise<void> {
    await this.#patchUser("activate user", person, message.setActive(true));
  }

  async pushGroup(group: Group, members: readonly Person[]): Promise<void> {
    const known = await this.#find("find group", message.lookup("Groups", "displayName", group.name));
    this.#groups.set(
      group.id,
      known ?? (await this.#create("create group", "/Groups", message.newGroup(group.name))),
    );
    await this.renameGroup(group);
    await this.#patchGroup(
      "replace members",
      group,
      message.replaceMembers(members.map((one) => this.#member(one))),
    );
  }

  async renameGroup(group: Group): Promise<void> {
    await this.#patchGroup("name group", group, message.setName(this.#groupId(group), group.name));
  }

  async changeMembers(group: Group, change: MembershipChange): Promise<void> {
    const operations = change.removed.map((person) => message.removeMember(this.#userId(person)));
    if (change.added.length > 0)
      operations.push(message.addMembers(change.added.map((one) => this.#member(one))));
    if (operations.length === 0) return;
    // Okta repeats the name on each membership push.
    await this.renameGroup(group);
    await this.#patchGroup("change members", group, ...operations);
  }

  async deleteGroup(group: Group): Promise<void> {
    await this.#scim.send({
      label: "delete group",
      method: "DELETE",
      path: `/Groups/${this.#groupId(group)}`,
    });
    this.#groups.delete(group.id);
  }

  async #putProfile(person: Person, active?: boolean): Promise<void> {
    const path = `/Users/${this.#userId(person)}`;
    const current = await this.#scim.sendForResource({ label: "read user", method: "GET", path });
    const body = message.changedUser(current, person, active ?? current.active ?? true);
    await this.#scim.send({ label: "update user", method: "PUT", path, body });
  }

  async #patchUser(label: string, person: Person, operation: message.PatchOperation): Promise<void> {
    const path = `/Users/${this.#userId(person)}`;
    await this.#scim.send({ label, method: "PATCH", path, body: message.patch(operation) });
  }

  async #patchGroup(label: string, group: Group, ...operations: message.PatchOperation[]): Promise<void> {
    const path = `/Groups/${this.#groupId(group)}`;
    await this.#scim.send({ label, method: "PATCH", path, body: message.patch(...operations) });
  }

  /** Id of the first match; null when there is none, which a server may also say with 404. */
  async #find(label: string, path: string): Promise<string | null> {
    const { status, body } = await this.#scim.send({ label, method: "GET", path, alsoAccept: [404] });
    if (status === 404) return null;
    const matches: readonly unknown[] = Array.isArray(body?.Resources) ? body.Resources : [];
    return matches.map(idOf).find((id) => id !== null) ?? null;
  }

  async #create(label: string, path: string, body: ScimResource): Promise<string> {
    const created = await this.#scim.sendForResource({ label, method: "POST", path, body });
    return created.id;
  }

  #member(person: Person): message.Member {
    return { value: this.#userId(person), display: person.userName };
  }

  #userId(person: Person): string {
    return required(this.#users.get(person.id), `${person.userName} was never assigned to the application`);
  }

  #groupId(group: Group): string {
    return required(this.#groups.get(group.id), `group ${group.name} was never pushed`);
  }
}

function idOf(value: unknown): string | null {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : null;
  return typeof id === "string" && id !== "" ? id : null;
}

function required(id: string | undefined, reason: string): string {
  if (id === undefined) throw new Error(`Okta: ${reason}`);
  return id;
}
