import { normalizeUser } from "../../../../src/server/scim/attributes/normalize";
import { patchUser } from "../../../../src/server/scim/patch/patch-user";
import { request } from "../support/patch-support";

const [one, two, three] = [{ value: "1" }, { value: "2" }, { value: "3" }];
const primary = (item: object, isPrimary: unknown = true) => ({ ...item, primary: isPrimary });

const ann = { userName: "ann", active: true };
const patched = (emails: readonly object[], ...operations: unknown[]) =>
  patchUser({ ...ann, emails }, request(...operations)).emails;

// RFC 7643 section 2.4. Issue 13, B3.
describe("at most one value is primary", () => {
  const sent = [one, primary(two, "True"), primary(three)];
  const stored = [one, primary(two), primary(three, false)];

  it.each(["emails", "roles", "x509Certificates"])("the first of %s stays, in POST and PUT", (name) => {
    expect(normalizeUser({ ...ann, [name]: sent })[name]).toEqual(stored);
  });

  it("the first stays in roles that one JSON text holds", () => {
    const roles = [primary({ value: '[{"value":"1"},{"value":"2"}]' })];
    expect(normalizeUser({ ...ann, roles }).roles).toEqual([primary(one), primary(two, false)]);
  });

  it.each([
    ["replace by a path", { op: "replace", path: "emails", value: sent }],
    ["replace without a path", { op: "replace", value: { emails: sent } }],
    ["add", { op: "add", path: "emails", value: sent }],
  ])("the first stays in a PATCH: %s", (_name, operation) => {
    expect(patched([], operation)).toEqual(stored);
  });

  it("a PATCH that adds a primary value moves it", () => {
    expect(patched([primary(one), two], { op: "add", path: "emails", value: [primary(three)] })).toEqual([
      primary(one, false),
      two,
      primary(three),
    ]);
  });

  it("a PATCH that makes several values primary keeps the first of them", () => {
    const work = (item: object) => ({ ...item, type: "work" });
    const emails = [primary(one), work(two), work(three)];
    expect(patched(emails, { op: "replace", path: 'emails[type eq "work"].primary', value: true })).toEqual([
      primary(one, false),
      primary(work(two)),
      primary(work(three), false),
    ]);
  });

  it("a PATCH that writes no value takes primary from none", () => {
    const operation = { op: "add", path: 'emails[type eq "home"]', value: { primary: true } };
    expect(patched([primary(one)], operation)).toEqual([primary(one)]);
  });
});
