import type { Group, Person } from "./directory";
import * as dialect from "./entra-dialect";
import { EntraGroups } from "./entra-groups";
import * as message from "./entra-messages";
import { newRoles, type RoleExpression, roleOperations } from "./entra-roles";
import type { ScimResource } from "./exchange";
import { answers, carriesId } from "./expectations/answers";
import { echoes } from "./expectations/echoes";
import { emptyList, listOf, resourcesOf } from "./expectations/lists";
import type { IdentityProvider, MembershipChange } from "./identity-provider";
import { firstId, KnownIds } from "./known-ids";
import { type RecordedRequest, ScimClient, type ScimConnection } from "./scim-client";
import { ENTERPRISE_URN } from "./scim-urns";
import { seededUuid } from "./seeded";

const ENTRA_TIMEOUT_MS = 60_000;
/** Attributes of a POST that a server may not keep. */
const OPTIONAL = ["title", "preferredLanguage", "phoneNumbers", "addresses", ENTERPRISE_URN];

/** Three ways Entra ID has been seen to write a manager. */
export type ManagerForm = "bare id" | "object" | "array";

/** What an administrator sets up in the application. */
export interface EntraSettings extends ScimConnection {
  /** Default: `userName`. */
  readonly matching?: message.MatchingAttribute;
  /** null: roles are not mapped. */
  readonly roleExpression?: RoleExpression | null;
}

/**
 * Microsoft Entra ID as a non-gallery application speaks SCIM 2.0. The flag `aadOptscim062020` in the query of the
 * integration URL, which Entra calls the tenant URL, switches the dialect of its PATCH.
 * @see Microsoft Entra docs, use-scim-to-provision-users-and-groups
 */
export class Entra implements IdentityProvider {
  readonly name = "Microsoft Entra ID";
  readonly dialect: dialect.EntraDialect;
  readonly #scim: ScimClient;
  readonly #matching: message.MatchingAttribute;
  readonly #roleExpression: RoleExpression | null;
  readonly #groups: EntraGroups;
  readonly #users = new KnownIds("Entra ID", "was never provisioned");
  /** People as last sent: an incremental cycle sends the differences. */
  readonly #sent = new Map<string, Person>();

  constructor(settings: EntraSettings) {
    const timeoutMs = settings.timeoutMs ?? ENTRA_TIMEOUT_MS;
    this.#scim = new ScimClient({ ...settings, timeoutMs, userAgent: "Entra ID (simulated)" });
    this.dialect = dialect.dialectOf(settings.integrationUrl);
    this.#matching = settings.matching ?? "userName";
    this.#roleExpression = settings.roleExpression ?? null;
    this.#groups = new EntraGroups(this.#scim, (person) => this.userId(person));
  }

  get requests(): readonly RecordedRequest[] {
    return this.#scim.requests;
  }

  userId(person: Person): string {
    return this.#users.of(person.id, person.userName);
  }

  groupId(group: Group): string {
    return this.#groups.idOf(group);
  }

  /** The button "Test Connection": a look-up of somebody who cannot exist. */
  async testConnection(seed: string): Promise<void> {
    const path = message.userLookup(this.#matching, seededUuid("test connection", seed));
    await this.#scim.send({ label: "test connection", method: "GET", path, expect: [emptyList] });
  }

  /** A person comes into scope: found by the matching attribute and brought up to date, or created and read back. */
  async assignUser(person: Person): Promise<void> {
    await this.#provision(person, this.dialect);
  }

  async updateUser(person: Person): Promise<void> {
    await this.#sendChanges(person, this.dialect);
  }

  /** Un-assigned, disabled or soft-deleted: Entra ID sends the same. */
  async deactivateUser(person: Person): Promise<void> {
    const operation = dialect.activeOperation(this.dialect, false);
    await this.#patchUser("disable user", person, [operation], { active: false });
  }

  /** Back in scope, or restored within 30 days. Group memberships are not sent again. */
  async reactivateUser(person: Person): Promise<void> {
    const operation = dialect.activeOperation(this.dialect, true);
    await this.#patchUser("restore user", person, [operation], { active: true });
  }

  /** Deleted for good, 30 days after the soft delete. */
  async hardDeleteUser(person: Person): Promise<void> {
    const path = `/Users/${this.userId(person)}`;
    await this.#scim.send({ label: "delete user", method: "DELETE", path, expect: [answers(204, 200)] });
    this.#users.delete(person.id);
  }

  /** Sends a reference, after both people were sent. */
  async setManager(person: Person, manager: Person, form: ManagerForm): Promise<void> {
    const [id, managerId] = [this.userId(person), this.userId(manager)];
    const path = message.managerLookup(id, managerId);
    const { body } = await this.#scim.send({
      label: "ask for manager",
      method: "GET",
      path,
      expect: [answers(200), listOf("that user", (one) => one.id === id)],
    });
    if (firstId(resourcesOf(body)) === id) return;
    const operation = managerOperation(this.dialect, managerId, form);
    const expected = { [ENTERPRISE_URN]: { manager: { value: managerId } } };
    await this.#patchUser("set manager", person, [operation], expected);
  }

  /** Sends changed roles by the expression that is set up. */
  async changeRoles(person: Person): Promise<void> {
    if (this.#roleExpression === null) throw new Error("Entra ID: no expression for roles is set up");
    const operations = roleOperations(this.dialect, this.#roleExpression, person.roles ?? []);
    await this.#patchUser("change roles", person, operations, {});
    this.#sent.set(person.id, person);
  }

  /** "Provision on demand" of one person. The flag does not work here: the dialect is the default one. */
  async provisionOnDemand(person: Person): Promise<void> {
    await this.#provision(person, "default");
  }

  /** "Provision on demand" of a group and of up to five of its members. */
  async provisionGroupOnDemand(group: Group, members: readonly Person[]): Promise<void> {
    if (members.length > 5) throw new Error("Entra ID: at most five members can be provisioned on demand");
    await this.#groups.provision(group);
    await this.#groups.change(group, { added: members, removed: [] }, "default");
  }

  async pushGroup(group: Group, members: readonly Person[]): Promise<void> {
    await this.#groups.provision(group);
    await this.#groups.change(group, { added: members, removed: [] }, this.dialect);
  }

  async renameGroup(group: Group): Promise<void> {
    await this.#groups.rename(group, this.dialect);
  }

  async changeMembers(group: Group, change: MembershipChange): Promise<void> {
    await this.#groups.change(group, change, this.dialect);
  }

  async deleteGroup(group: Group): Promise<void> {
    await this.#groups.delete(group);
  }

  async #provision(person: Person, spelling: dialect.EntraDialect): Promise<void> {
    const known = await this.#find(person);
    if (known === null) return this.#create(person);
    this.#users.set(person.id, known);
    await this.#readUser(person);
    await this.#sendChanges(person, spelling);
  }

  async #find(person: Person): Promise<string | null> {
    const value = message.matchingValue(person, this.#matching);
    const { body } = await this.#scim.send({
      label: "find user",
      method: "GET",
      path: message.userLookup(this.#matching, value),
      expect: [
        answers(200),
        listOf(`${this.#matching} ${value}`, (one) => matches(one, this.#matching, value)),
      ],
    });
    return firstId(resourcesOf(body));
  }

  async #create(person: Person): Promise<void> {
    const body = message.newUser(person, newRoles(this.#roleExpression, person.roles ?? []));
    const expect = [answers(201), carriesId, echoes(body, OPTIONAL)];
    const request = { label: "create user", method: "POST", path: "/Users", body, expect } as const;
    this.#users.set(person.id, (await this.#scim.sendForResource(request)).id);
    this.#sent.set(person.id, person);
    await this.#readUser(person, echoes(body, OPTIONAL));
  }

  async #readUser(person: Person, ...more: readonly ReturnType<typeof echoes>[]): Promise<void> {
    const path = `/Users/${this.userId(person)}`;
    const expect = [answers(200), carriesId, ...more];
    await this.#scim.sendForResource({ label: "read user", method: "GET", path, expect });
  }

  async #sendChanges(person: Person, spelling: dialect.EntraDialect): Promise<void> {
    const before = this.#sent.get(person.id) ?? unknownPerson(person);
    const operations = dialect.changeOperations(spelling, message.changesBetween(before, person));
    if (operations.length === 0) return;
    const expected = { userName: person.userName, displayName: person.displayName };
    await this.#patchUser("update user", person, operations, expected);
    this.#sent.set(person.id, person);
  }

  async #patchUser(
    label: string,
    person: Person,
    operations: readonly dialect.EntraOperation[],
    expected: ScimResource,
  ): Promise<void> {
    const path = `/Users/${this.userId(person)}`;
    const body = dialect.entraPatch(operations);
    const expect = [answers(200, 204), echoes(expected)];
    await this.#scim.send({ label, method: "PATCH", path, body, expect });
  }
}

/** Somebody found at the other end: everything is sent, as a first cycle does. */
function unknownPerson({ id, locale }: Person): Person {
  return { id, locale, userName: "", givenName: "", familyName: "", displayName: "", email: "" };
}

function managerOperation(
  spelling: dialect.EntraDialect,
  id: string,
  form: ManagerForm,
): dialect.EntraOperation {
  const op = dialect.verbIn(spelling, "Add");
  const urn = `${ENTERPRISE_URN}:manager`;
  switch (form) {
    case "bare id":
      return { op, path: "manager", value: id };
    case "object":
      return { op, path: urn, value: { value: id } };
    case "array":
      return { op, path: urn, value: [{ $ref: null, value: id }] };
  }
}

function matches(resource: ScimResource, attribute: message.MatchingAttribute, value: string): boolean {
  switch (attribute) {
    case "userName":
      return String(resource.userName).toLowerCase() === value.toLowerCase();
    case "externalId":
      return resource.externalId === value;
    default:
      return JSON.stringify(resource.emails ?? [])
        .toLowerCase()
        .includes(JSON.stringify(value).toLowerCase());
  }
}
