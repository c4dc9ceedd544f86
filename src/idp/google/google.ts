import type { Person } from "../common/directory";
import { equalityFilter } from "../common/equality-filter";
import type { UserProvider } from "../common/identity-provider";
import { type RecordedRequest, ScimClient, type ScimConnection } from "../common/scim-client";
import type { ScimResource } from "../common/scim-message";
import { PATCH_URN } from "../common/scim-urns";
import { firstId, ServerIds } from "../common/server-ids";
import { answers, carriesId } from "../expectations/answers";
import { echoes } from "../expectations/echoes";
import { listWith, resourcesOf } from "../expectations/lists";
import { describesUsers } from "../expectations/schemas";
import { mappedUser, type WritableAttributes, writableAttributes } from "./attribute-mapping";

/**
 * Google Workspace's automatic provisioning of users. It pushes no groups. Google does not document its
 * requests, so the simulation sends plain requests of RFC 7644. Google's help states four things, and the
 * simulation follows them. The administrator pastes a bearer token. The mapping comes from the receiver's
 * User schema. Suspend and delete are separate triggers. A delete comes up to 21 days later, with or without
 * a suspension before it.
 * @see Google Workspace Admin Help, answer 7681608
 */
export class Google implements UserProvider {
  readonly name = "Google Workspace";
  readonly #scim: ScimClient;
  readonly #users = new ServerIds("Google Workspace", "was never provisioned");
  /** Directory ids of the people who are suspended. */
  readonly #suspended = new Set<string>();
  #writable: WritableAttributes | null = null;

  constructor(connection: ScimConnection) {
    this.#scim = new ScimClient({ ...connection, userAgent: "Google Workspace (simulated)" });
  }

  get requests(): readonly RecordedRequest[] {
    return this.#scim.requests;
  }

  userId(person: Person): string {
    return this.#users.of(person.id, person.userName);
  }

  /** Reads the schemas, which decide the mapping. It sends this once, before the first person. */
  async discover(): Promise<WritableAttributes> {
    if (this.#writable !== null) return this.#writable;
    const { body } = await this.#scim.send({
      label: "discover schemas",
      method: "GET",
      path: "/Schemas",
      expect: [answers(200), describesUsers],
    });
    this.#writable = writableAttributes(resourcesOf(body));
    return this.#writable;
  }

  async assignUser(person: Person): Promise<void> {
    const body = mappedUser(person, true, await this.discover());
    const known = await this.#find(person);
    if (known !== null) {
      this.#users.set(person.id, known);
      return this.#put("take over user", person, body);
    }
    const expect = [answers(201), carriesId, echoes(body)];
    const request = { label: "create user", method: "POST", path: "/Users", body, expect } as const;
    this.#users.set(person.id, (await this.#scim.sendForResource(request)).id);
  }

  async updateUser(person: Person): Promise<void> {
    const isActive = !this.#suspended.has(person.id);
    await this.#put("update user", person, mappedUser(person, isActive, await this.discover()));
  }

  /** Sent for a suspended or unassigned person, when deprovisioning is set to suspend. */
  async deactivateUser(person: Person): Promise<void> {
    await this.#setActive("suspend user", person, false);
    this.#suspended.add(person.id);
  }

  async reactivateUser(person: Person): Promise<void> {
    await this.#setActive("activate user", person, true);
    this.#suspended.delete(person.id);
  }

  /** Sent for a deleted person, whether suspended before or not. */
  async deleteUser(person: Person): Promise<void> {
    const path = `/Users/${this.userId(person)}`;
    await this.#scim.send({ label: "delete user", method: "DELETE", path, expect: [answers(204, 200)] });
    this.#users.delete(person.id);
  }

  async #find({ userName }: Person): Promise<string | null> {
    const { body } = await this.#scim.send({
      label: "find user",
      method: "GET",
      path: `/Users?filter=${equalityFilter("userName", userName)}`,
      expect: [answers(200), listWith("userName", userName)],
    });
    return firstId(resourcesOf(body));
  }

  async #put(label: string, person: Person, body: ScimResource): Promise<void> {
    const path = `/Users/${this.userId(person)}`;
    const expect = [answers(200), carriesId, echoes(body)];
    await this.#scim.send({ label, method: "PUT", path, body: { ...body, id: this.userId(person) }, expect });
  }

  async #setActive(label: string, person: Person, active: boolean): Promise<void> {
    const path = `/Users/${this.userId(person)}`;
    const body = { schemas: [PATCH_URN], Operations: [{ op: "replace", path: "active", value: active }] };
    const expect = [answers(200, 204), echoes({ active })];
    await this.#scim.send({ label, method: "PATCH", path, body, expect });
  }
}
