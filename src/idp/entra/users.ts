import type { Person } from "../common/directory";
import type { Expectation } from "../common/expectation";
import type { ScimClient } from "../common/scim-client";
import type { ScimResource } from "../common/scim-message";
import { ENTERPRISE_URN } from "../common/scim-urns";
import { firstId, ServerIds } from "../common/server-ids";
import { answers, carriesId } from "../expectations/answers";
import { echoes } from "../expectations/echoes";
import { listOf, resourcesOf } from "../expectations/lists";
import * as dialect from "./dialect";
import * as message from "./messages";
import { newRoles, type RoleExpression } from "./roles";

/** Attributes of a POST that a server need not store. */
const OPTIONAL = ["title", "preferredLanguage", "phoneNumbers", "addresses", ENTERPRISE_URN];

/** The people of Entra ID. It looks a person up once and then uses the server's id. */
export class EntraUsers {
  readonly #ids = new ServerIds("Entra ID", "was never provisioned");
  /** Each person as last sent. An incremental cycle sends the differences. */
  readonly #sent = new Map<string, Person>();

  constructor(
    private readonly scim: ScimClient,
    private readonly matching: message.MatchingAttribute,
    private readonly roleExpression: RoleExpression | null,
  ) {}

  idOf(person: Person): string {
    return this.#ids.of(person.id, person.userName);
  }

  /**
   * Finds a person by the matching attribute and sends the differences, or creates the user and reads it
   * back.
   */
  async provision(person: Person, spelling: dialect.EntraDialect): Promise<void> {
    const known = await this.#find(person);
    if (known === null) return this.#create(person);
    this.#ids.set(person.id, known);
    await this.#read(person);
    await this.update(person, spelling);
  }

  /** Sends the changes since the last time. Sends nothing without a change. */
  async update(person: Person, spelling: dialect.EntraDialect): Promise<void> {
    const before = this.#sent.get(person.id) ?? unknownPerson(person);
    const operations = dialect.changeOperations(spelling, message.changesBetween(before, person));
    if (operations.length === 0) return;
    const expected = { userName: person.userName, displayName: person.displayName };
    await this.patch("update user", person, operations, expected);
    this.#sent.set(person.id, person);
  }

  /** Sends operations. An answer with a body must show the expected values. */
  async patch(
    label: string,
    person: Person,
    operations: readonly dialect.EntraOperation[],
    expected: ScimResource,
  ): Promise<void> {
    const path = `/Users/${this.idOf(person)}`;
    const body = dialect.entraPatch(operations);
    const expect = [answers(200, 204), echoes(expected)];
    await this.scim.send({ label, method: "PATCH", path, body, expect });
  }

  async delete(person: Person): Promise<void> {
    const path = `/Users/${this.idOf(person)}`;
    await this.scim.send({ label: "delete user", method: "DELETE", path, expect: [answers(204, 200)] });
    this.#ids.delete(person.id);
  }

  /** Whether the person already has that manager. */
  async hasManager(person: Person, manager: Person): Promise<boolean> {
    const id = this.idOf(person);
    const { body } = await this.scim.send({
      label: "ask for manager",
      method: "GET",
      path: message.managerLookup(id, this.idOf(manager)),
      expect: [answers(200), listOf("that user", (one) => one.id === id)],
    });
    return firstId(resourcesOf(body)) === id;
  }

  async #find(person: Person): Promise<string | null> {
    const value = message.matchingValue(person, this.matching);
    const isMeant = (one: ScimResource) => message.isMatch(one, this.matching, value);
    const { body } = await this.scim.send({
      label: "find user",
      method: "GET",
      path: message.userLookup(this.matching, value),
      expect: [answers(200), listOf(`${this.matching} ${value}`, isMeant)],
    });
    return firstId(resourcesOf(body));
  }

  async #create(person: Person): Promise<void> {
    const body = message.newUser(person, newRoles(this.roleExpression, person.roles ?? []));
    const isStored = echoes(body, OPTIONAL);
    const expect = [answers(201), carriesId, isStored];
    const request = { label: "create user", method: "POST", path: "/Users", body, expect } as const;
    this.#ids.set(person.id, (await this.scim.sendForResource(request)).id);
    this.#sent.set(person.id, person);
    await this.#read(person, isStored);
  }

  async #read(person: Person, ...more: readonly Expectation[]): Promise<void> {
    const path = `/Users/${this.idOf(person)}`;
    const expect = [answers(200), carriesId, ...more];
    await this.scim.sendForResource({ label: "read user", method: "GET", path, expect });
  }
}

/** The last state of a user that was found on the server. It is empty, so a first cycle sends everything. */
function unknownPerson({ id, locale }: Person): Person {
  return { id, locale, userName: "", givenName: "", familyName: "", displayName: "", email: "" };
}
