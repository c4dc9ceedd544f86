import { randomBytes } from "node:crypto";
import type { Group, Person } from "../common/directory";
import type { ScimRequest } from "../common/exchange";
import {
  type RecordedRequest,
  type ScimAnswer,
  ScimClient,
  type ScimConnection,
} from "../common/scim-client";
import type { ScimResource } from "../common/scim-message";
import { firstId, ServerIds } from "../common/server-ids";
import { answers, carriesId } from "../expectations/answers";
import { echoes } from "../expectations/echoes";
import { listWith, pageFrom, resourcesOf } from "../expectations/lists";
import * as message from "./messages";

const PAGE = 100;
/** Attributes that Okta sends without relying on them. */
const OPTIONAL = ["locale", "title", "roles", "entitlements"];

/** The requests that both kinds of Okta application send in the same way. */
export class OktaClient {
  readonly #scim: ScimClient;
  readonly #users = new ServerIds("Okta", "was never assigned to the application");
  readonly #groups = new ServerIds("Okta", "was never pushed");

  constructor(connection: ScimConnection) {
    this.#scim = new ScimClient({ ...connection, userAgent: "Okta SCIM Client 1.0.0" });
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

  send(request: ScimRequest): Promise<ScimAnswer> {
    return this.#scim.send(request);
  }

  /** Looks the person up by user name. Takes over the user it finds, or creates one. */
  async assignUser(person: Person): Promise<void> {
    const known = await this.#find("Users", "userName", person.userName);
    if (known !== null) {
      this.#users.set(person.id, known);
      return this.putProfile(person, true);
    }
    const body = message.newUser(person, randomBytes(6).toString("base64url"));
    const expect = [answers(201, 200), carriesId, echoes(body, OPTIONAL)];
    this.#users.set(person.id, await this.#create("create user", "/Users", body, expect));
  }

  async updateUser(person: Person): Promise<void> {
    await this.putProfile(person);
  }

  /** Reads the user, and sends it back with the new profile. */
  protected async putProfile(person: Person, active?: boolean): Promise<void> {
    const path = `/Users/${this.userId(person)}`;
    const current = await this.#scim.sendForResource({ label: "read user", method: "GET", path });
    const body = message.changedUser(current, person, active ?? current.active ?? true);
    const expect = [answers(200), carriesId, echoes(message.profileOf(person, body.active), OPTIONAL)];
    await this.#scim.send({ label: "update user", method: "PUT", path, body, expect });
  }

  /** Looks the group up by name. Takes over the group it finds, or creates one. */
  protected async findOrCreateGroup(group: Group): Promise<void> {
    const known = await this.#find("Groups", "displayName", group.name);
    this.#groups.set(group.id, known ?? (await this.#createGroup(group)));
  }

  async deleteGroup(group: Group): Promise<void> {
    const path = `/Groups/${this.groupId(group)}`;
    await this.#scim.send({ label: "delete group", method: "DELETE", path, expect: [answers(204, 200)] });
    this.#groups.delete(group.id);
  }

  /** Reads one page of an import. Returns the ids on it and the total. */
  async importPage(
    startIndex: number,
  ): Promise<{ readonly ids: readonly unknown[]; readonly total: number }> {
    const path = `/Users?startIndex=${startIndex}&count=${PAGE}`;
    const expect = [answers(200), pageFrom(startIndex, PAGE)];
    const { body } = await this.#scim.send({ label: "import users", method: "GET", path, expect });
    const total = Number(body?.totalResults);
    return { ids: resourcesOf(body).map(({ id }) => id), total: Number.isInteger(total) ? total : 0 };
  }

  protected member(person: Person): message.Member {
    return { value: this.userId(person), display: person.userName };
  }

  /** The id of the first match. Null when there is none. A server may then answer 404. */
  async #find(collection: "Users" | "Groups", attribute: string, value: string): Promise<string | null> {
    const { status, body } = await this.#scim.send({
      label: collection === "Users" ? "find user" : "find group",
      method: "GET",
      path: message.lookup(collection, attribute, value),
      alsoAccept: [404],
      expect: [listWith(attribute, value)],
    });
    return status === 404 ? null : firstId(resourcesOf(body));
  }

  async #createGroup(group: Group): Promise<string> {
    const body = message.newGroup(group.name);
    return this.#create("create group", "/Groups", body, [answers(201, 200), carriesId, echoes(body)]);
  }

  async #create(
    label: string,
    path: string,
    body: ScimResource,
    expect: ScimRequest["expect"] & object,
  ): Promise<string> {
    const created = await this.#scim.sendForResource({ label, method: "POST", path, body, expect });
    return created.id;
  }
}
