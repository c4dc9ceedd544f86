import type { Group, Person } from "../common/directory";
import type { IdentityProvider, MembershipChange } from "../common/identity-provider";
import { type RecordedRequest, ScimClient, type ScimConnection } from "../common/scim-client";
import { ENTERPRISE_URN } from "../common/scim-urns";
import { seededUuid } from "../common/seeded-uuid";
import { emptyList } from "../expectations/lists";
import { activeOperation, dialectOf, type EntraDialect } from "./dialect";
import { EntraGroups } from "./groups";
import { type ManagerForm, managerOperation } from "./manager";
import { type MatchingAttribute, userLookup } from "./messages";
import { type RoleExpression, roleOperations } from "./roles";
import { EntraUsers } from "./users";

/** How many members an administrator can provision on demand with a group. */
const ON_DEMAND_MEMBERS = 5;

/** The settings of the application. */
export interface EntraSettings extends ScimConnection {
  /** The default is `userName`. */
  readonly matching?: MatchingAttribute;
  /** Null when roles are not mapped. */
  readonly roleExpression?: RoleExpression | null;
}

/**
 * Microsoft Entra ID as a non-gallery application. The flag `aadOptscim062020` in the query of the
 * integration URL (Entra calls it the tenant URL) switches the dialect of its PATCH.
 * @see Microsoft Entra docs, use-scim-to-provision-users-and-groups
 */
export class Entra implements IdentityProvider {
  readonly name = "Microsoft Entra ID";
  readonly #dialect: EntraDialect;
  readonly #scim: ScimClient;
  readonly #matching: MatchingAttribute;
  readonly #roleExpression: RoleExpression | null;
  readonly #users: EntraUsers;
  readonly #groups: EntraGroups;

  constructor(settings: EntraSettings) {
    this.#scim = new ScimClient({ ...settings, userAgent: "Entra ID (simulated)" });
    this.#dialect = dialectOf(settings.integrationUrl);
    this.#matching = settings.matching ?? "userName";
    this.#roleExpression = settings.roleExpression ?? null;
    this.#users = new EntraUsers(this.#scim, this.#matching, this.#roleExpression);
    this.#groups = new EntraGroups(this.#scim, (person) => this.#users.idOf(person));
  }

  get requests(): readonly RecordedRequest[] {
    return this.#scim.requests;
  }

  userId(person: Person): string {
    return this.#users.idOf(person);
  }

  groupId(group: Group): string {
    return this.#groups.idOf(group);
  }

  /** The button "Test Connection". It looks up a user who cannot exist. */
  async testConnection(seed: string): Promise<void> {
    const path = userLookup(this.#matching, seededUuid("test connection", seed));
    await this.#scim.send({ label: "test connection", method: "GET", path, expect: [emptyList] });
  }

  /**
   * A person comes into scope. Entra ID updates the user that it finds by the matching attribute, or creates
   * one.
   */
  async assignUser(person: Person): Promise<void> {
    await this.#users.provision(person, this.#dialect);
  }

  async updateUser(person: Person): Promise<void> {
    await this.#users.update(person, this.#dialect);
  }

  /** Entra ID sends the same for an unassigned, disabled or soft-deleted person. */
  async deactivateUser(person: Person): Promise<void> {
    const operations = [activeOperation(this.#dialect, false)];
    await this.#users.patch("disable user", person, operations, { active: false });
  }

  /** A person is back in scope, or restored within 30 days. Entra ID does not send memberships again. */
  async reactivateUser(person: Person): Promise<void> {
    const operations = [activeOperation(this.#dialect, true)];
    await this.#users.patch("restore user", person, operations, { active: true });
  }

  /** Entra ID deletes a person for good 30 days after the soft delete. */
  async hardDeleteUser(person: Person): Promise<void> {
    await this.#users.delete(person);
  }

  /**
   * Sends the reference to the manager, unless the user has it already. Both people must be assigned.
   */
  async setManager(person: Person, manager: Person, form: ManagerForm): Promise<void> {
    if (await this.#users.hasManager(person, manager)) return;
    const value = this.userId(manager);
    const operations = [managerOperation(this.#dialect, value, form)];
    const expected = { [ENTERPRISE_URN]: { manager: { value } } };
    await this.#users.patch("set manager", person, operations, expected);
  }

  /** Sends changed roles by the expression of the mapping. Throws when the settings have no expression. */
  async changeRoles(person: Person): Promise<void> {
    if (this.#roleExpression === null) throw new Error("Entra ID: the settings have no expression for roles");
    const operations = roleOperations(this.#dialect, this.#roleExpression, person.roles ?? []);
    await this.#users.patch("change roles", person, operations, {});
  }

  /**
   * "Provision on demand" of one person. It always uses the default dialect, because the flag has no effect.
   */
  async provisionOnDemand(person: Person): Promise<void> {
    await this.#users.provision(person, "default");
  }

  /** "Provision on demand" of a group and of up to five of its members. Throws for more. */
  async provisionGroupOnDemand(group: Group, members: readonly Person[]): Promise<void> {
    if (members.length > ON_DEMAND_MEMBERS)
      throw new Error("Entra ID: at most five members can be provisioned on demand");
    await this.#groups.provision(group);
    await this.#groups.change(group, { added: members, removed: [] }, "default");
  }

  async pushGroup(group: Group, members: readonly Person[]): Promise<void> {
    await this.#groups.provision(group);
    await this.#groups.change(group, { added: members, removed: [] }, this.#dialect);
  }

  async renameGroup(group: Group): Promise<void> {
    await this.#groups.rename(group, this.#dialect);
  }

  async changeMembers(group: Group, change: MembershipChange): Promise<void> {
    await this.#groups.change(group, change, this.#dialect);
  }

  async deleteGroup(group: Group): Promise<void> {
    await this.#groups.delete(group);
  }
}
