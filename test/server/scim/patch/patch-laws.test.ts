import fc from "fast-check";
import { normalizeUser } from "../../../../src/server/scim/attributes/normalize";
import { compileGroupPatch } from "../../../../src/server/scim/patch/patch-group";
import { patchUser } from "../../../../src/server/scim/patch/patch-user";
import { ScimError } from "../../../../src/server/scim/scim-error";
import { ann, CORE, ENTERPRISE, request } from "../support/patch-support";

describe("patch laws", () => {
  const path = fc.constantFrom(
    "userName",
    "active",
    "name",
    "name.givenName",
    "emails",
    "emails.value",
    'emails[type eq "work"]',
    'emails[type eq "work"].value',
    "emails[not (value pr)].primary",
    "roles",
    "members",
    "addresses",
    `${ENTERPRISE}:manager`,
    `${ENTERPRISE}:manager.value`,
    ENTERPRISE,
    CORE,
    "urn:acme:2.0:User",
    "urn:acme:2.0:User:a",
    'urn:acme:2.0:User:a[b eq "c"].d',
    "id",
    "__proto__",
    "constructor",
    "nothing",
    "",
  );
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.constantFrom(
      "True",
      [],
      [null],
      [[]],
      {},
      [{ value: "x", primary: "true" }],
      { value: "x" },
      '{"value":"v"}',
    ),
    fc.dictionary(path, fc.jsonValue({ maxDepth: 2 })),
  );
  const operation = fc.record(
    { op: fc.constantFrom("add", "Replace", "REMOVE"), path, value },
    { requiredKeys: ["op"] },
  );

  it("arbitrary operations give a canonical user, or a ScimError", () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 4 }), (operations) => {
        try {
          const next = patchUser(ann, request(...operations));
          expect(normalizeUser(next)).toEqual(next);
        } catch (error) {
          expect(error).toBeInstanceOf(ScimError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("arbitrary JSON gives a result or a ScimError", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        for (const work of [
          () => patchUser(ann, body),
          () => normalizeUser(body),
          () => compileGroupPatch({ displayName: "g" }, body),
        ]) {
          try {
            work();
          } catch (error) {
            expect(error).toBeInstanceOf(ScimError);
          }
        }
      }),
    );
  });

  it("agrees with a plain record and a plain list for simple operations", () => {
    const text: fc.Arbitrary<string> = fc.constantFrom("a", "b", "c", "d");
    const step = fc.oneof(
      fc.record({
        kind: fc.constantFrom("add" as const, "replace" as const),
        at: fc.constantFrom("title", "nickName"),
        value: text,
      }),
      fc.record({ kind: fc.constant("remove" as const), at: fc.constantFrom("title", "nickName") }),
      fc.record({
        kind: fc.constantFrom("add" as const, "replace" as const, "drop" as const),
        at: fc.constant("entitlements"),
        values: fc.uniqueArray(text, { minLength: 1 }),
      }),
      fc.record({ kind: fc.constant("select" as const), at: fc.constant("entitlements"), value: text }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1 }), (steps) => {
        const fields: Record<string, string> = {};
        let entitlements: string[] = [];
        const operations = steps.map((one) => {
          if (one.kind === "select") {
            entitlements = entitlements.filter((value) => value !== one.value);
            return { op: "remove", path: `entitlements[value eq "${one.value}"]` };
          }
          if ("values" in one) {
            const { kind, values } = one;
            if (kind === "replace") entitlements = [...values];
            if (kind === "add") entitlements = [...new Set([...entitlements, ...values])];
            if (kind === "drop") entitlements = entitlements.filter((value) => !values.includes(value));
            return {
              op: kind === "drop" ? "remove" : kind,
              path: one.at,
              value: values.map((value) => ({ value })),
            };
          }
          if ("value" in one) fields[one.at] = one.value;
          else delete fields[one.at];
          return { op: one.kind, path: one.at, ...("value" in one && { value: one.value }) };
        });
        const list =
          entitlements.length === 0 ? {} : { entitlements: entitlements.map((value) => ({ value })) };
        const start = { userName: "u", active: true };
        expect(patchUser(start, request(...operations))).toEqual({ ...start, ...fields, ...list });
      }),
      { numRuns: 500 },
    );
  });
});
