import * as fc from "fast-check";
import type { UserAttributes } from "../../../../src/server/scim/backend";
import { handleScim } from "../../../../src/server/scim/handle-scim";
import { patchUser } from "../../../../src/server/scim/patch/patch-user";
import { MemoryBackend } from "../support/memory-backend";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

interface Email {
  readonly type: string;
  readonly value: string;
}

/** A user of the model, with every attribute that its operations can change. */
interface Person {
  readonly userName: string;
  readonly title?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly department?: string;
  readonly active: boolean;
  readonly emails: readonly Email[];
}

/** An operation as the client sends it, and its effect on the model. Null when the server must refuse it. */
interface Operation {
  readonly sent: unknown;
  readonly apply: (person: Person) => Person | null;
}

const text = fc.constantFrom("a", "B", "ç", "x y", 'q"q', "\\");
const type = fc.constantFrom("work", "home");
const email: fc.Arbitrary<Email> = fc.record({ type, value: text });
/** Lists in which every type is used at most once. */
const emails = fc.uniqueArray(email, { maxLength: 2, selector: (one) => one.type });

const spelled = (op: string) => fc.constantFrom(op, op.toUpperCase(), op[0]?.toUpperCase() + op.slice(1));
const writing = fc.constantFrom("add", "replace").chain(spelled);
const removing = spelled("remove");

type Field = "title" | "givenName" | "familyName" | "department";
const FIELDS: readonly (readonly [Field, string])[] = [
  ["title", "title"],
  ["title", "urn:ietf:params:scim:schemas:core:2.0:User:TITLE"],
  ["givenName", "name.givenName"],
  ["familyName", "NAME.FAMILYNAME"],
  ["department", `${ENTERPRISE}:department`],
  ["department", `${ENTERPRISE}.department`],
];
const field = fc.constantFrom(...FIELDS);
/** How clients wrap a single value. */
const wrapping = fc.constantFrom<(value: string) => unknown>(
  (value) => value,
  (value) => [value],
  (value) => [{ value }],
);

const without = (person: Person, name: Field): Person => {
  const { [name]: _removed, ...rest } = person;
  return rest;
};

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(writing, field, text, wrapping).map(([op, [name, path], value, wrapped]) => ({
    sent: { op, path, value: wrapped(value) },
    apply: (person: Person) => ({ ...person, [name]: value }),
  })),
  fc.tuple(writing, field, text).map(([op, [name, path], value]) => ({
    sent: { op, value: { [path]: value } },
    apply: (person: Person) => ({ ...person, [name]: value }),
  })),
  fc.tuple(removing, field).map(([op, [name, path]]) => ({
    sent: { op, path },
    apply: (person: Person) => without(person, name),
  })),
  fc.tuple(writing, fc.constantFrom(true, false, "True", "false")).map(([op, value]) => ({
    sent: { op, path: "active", value },
    apply: (person: Person) => ({ ...person, active: String(value).toLowerCase() === "true" }),
  })),
  fc.tuple(writing, text).map(([op, value]) => ({
    sent: { op, path: "userName", value },
    apply: (person: Person) => ({ ...person, userName: value }),
  })),
  fc
    .tuple(removing, fc.constantFrom("userName", "id", "meta", "groups", "actve", "name.givenNam"))
    .map(([op, path]) => ({ sent: { op, path }, apply: () => null })),
  removing.map((op) => ({
    sent: { op, path: "active" },
    apply: (person: Person) => ({ ...person, active: false }),
  })),
  fc.tuple(writing, field).map(([op, [, path]]) => ({ sent: { op, path }, apply: () => null })),
  fc.tuple(spelled("replace"), emails).map(([op, value]) => ({
    sent: { op, path: "emails", value },
    apply: (person: Person) => ({ ...person, emails: value }),
  })),
  removing.map((op) => ({
    sent: { op, path: "emails" },
    apply: (person: Person) => ({ ...person, emails: [] }),
  })),
  fc.tuple(removing, type).map(([op, wanted]) => ({
    sent: { op, path: `emails[type eq "${wanted.toUpperCase()}"]` },
    apply: (person: Person) => ({ ...person, emails: person.emails.filter((one) => one.type !== wanted) }),
  })),
  fc.tuple(writing, type, text).map(([op, wanted, value]) => ({
    sent: { op, path: `emails[type eq "${wanted}"].value`, value },
    apply: (person: Person) => {
      const changed = person.emails.map((one) => (one.type === wanted ? { ...one, value } : one));
      const isThere = person.emails.some((one) => one.type === wanted);
      return { ...person, emails: isThere ? changed : [...changed, { type: wanted, value }] };
    },
  })),
  fc.constant({ sent: { op: "remove" }, apply: () => null }),
  fc.constant({ sent: { op: "move", path: "title" }, apply: () => null }),
);

const person: fc.Arbitrary<Person> = fc.record(
  {
    userName: text,
    title: text,
    givenName: text,
    familyName: text,
    department: text,
    active: fc.boolean(),
    emails,
  },
  { requiredKeys: ["userName", "active", "emails"] },
);

function attributesOf({ givenName, familyName, department, emails: list, ...rest }: Person): UserAttributes {
  const name = {
    ...(givenName !== undefined && { givenName }),
    ...(familyName !== undefined && { familyName }),
  };
  return {
    ...rest,
    ...(Object.keys(name).length > 0 && { name }),
    ...(list.length > 0 && { emails: list }),
    ...(department !== undefined && { [ENTERPRISE]: { department } }),
  };
}

function patched(attributes: UserAttributes, operations: readonly unknown[]): UserAttributes | number {
  try {
    return patchUser(attributes, { Operations: operations });
  } catch (error) {
    return (error as { status?: number }).status ?? 500;
  }
}

test("a PATCH does what the model does, one operation after the other, or nothing", async () => {
  const law = fc.asyncProperty(
    person,
    fc.array(operation, { minLength: 1, maxLength: 6 }),
    async (before, operations) => {
      const after = operations.reduce<Person | null>((now, { apply }) => now && apply(now), before);
      const given = attributesOf(before);
      const kept = structuredClone(given);
      const result = patched(
        given,
        operations.map(({ sent }) => sent),
      );
      expect(given).toEqual(kept);
      expect(result).toEqual(after === null ? 400 : attributesOf(after));
    },
  );
  await fc.assert(law, { numRuns: 3000 });
});

test("no random PATCH body makes the protocol fail", async () => {
  const backend = new MemoryBackend();
  const request = { query: {}, headers: {}, baseUrl: "https://scim.example", now: new Date(0) };
  const post = (path: string, body: unknown) =>
    handleScim(backend, { ...request, method: "POST", path, body });
  await post("/Users", { userName: "ann", emails: [{ type: "work", value: "a" }], name: { givenName: "A" } });
  await post("/Groups", { displayName: "G", members: [{ value: "u1" }] });
  const path = fc.constantFrom(
    ...[
      "title",
      "name",
      "name.givenName",
      "emails",
      'emails[type eq "work"]',
      'emails[type eq "x"].value',
      "roles",
    ],
    ...[
      "members",
      'members[value eq "u1"]',
      "displayName",
      "schemas",
      "id",
      "meta.version",
      "",
      "[",
      "constructor",
    ],
    ...[
      ENTERPRISE,
      `${ENTERPRISE}:manager`,
      "urn:acme:2.0:User:a.b",
      "urn:acme:2.0:User:a[b eq 1].c",
      "__proto__",
    ],
  );
  const some = fc.record(
    {
      op: fc.oneof(fc.constantFrom("add", "Replace", "REMOVE"), fc.jsonValue({ maxDepth: 0 })),
      path: fc.oneof({ weight: 9, arbitrary: path }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) }),
      value: fc.oneof(
        fc.jsonValue({ maxDepth: 4 }),
        fc.dictionary(path, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
      ),
    },
    { requiredKeys: [] },
  );
  const body = fc.oneof(
    { weight: 9, arbitrary: fc.record({ Operations: fc.array(some, { maxLength: 4 }) }) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom("/Users/u1", "/Groups/g2"), async (sent, target) => {
      const answer = await handleScim(backend, { ...request, method: "PATCH", path: target, body: sent });
      expect([200, 204, 400, 409]).toContain(answer.status);
      const read = await handleScim(backend, { ...request, method: "GET", path: target, body: undefined });
      const { userName, active, displayName } = read.body as Record<string, unknown>;
      const required = target === "/Users/u1" ? [typeof userName, typeof active] : [typeof displayName];
      expect(required).toEqual(target === "/Users/u1" ? ["string", "boolean"] : ["string"]);
    }),
    { numRuns: 2000 },
  );
});
