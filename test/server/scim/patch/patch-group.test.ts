import fc from "fast-check";
import type { GroupChange } from "../../../../src/server/scim/backend";
import { changesNothing, compileGroupPatch } from "../../../../src/server/scim/patch/patch-group";
import { request } from "../support/patch-support";
import { refusal } from "../support/refusal";

describe("group PATCH", () => {
  const attributes = { displayName: "Sales" };
  const compiled = (...operations: unknown[]) => compileGroupPatch(attributes, request(...operations));
  const change = (parts: Partial<GroupChange>): GroupChange => ({
    attributes,
    clearMembers: false,
    add: [],
    remove: [],
    ...parts,
  });

  it.each<[string, unknown[], Partial<GroupChange>]>([
    [
      "Entra ID adds members",
      [{ op: "Add", path: "members", value: [{ $ref: null, value: "u1" }, { value: "u2" }] }],
      { add: ["u1", "u2"] },
    ],
    [
      "Entra ID removes with a value list",
      [{ op: "Remove", path: "members", value: [{ $ref: null, value: "u1" }] }],
      { remove: ["u1"] },
    ],
    ["removal through brackets", [{ op: "remove", path: 'members[value eq "u1"]' }], { remove: ["u1"] }],
    [
      "removal of several",
      [{ op: "remove", path: 'members[value eq "u1" or value eq "u2"]' }],
      { remove: ["u1", "u2"] },
    ],
    ["bare ids", [{ op: "add", path: "members", value: ["u1", "u1"] }], { add: ["u1"] }],
    ["one object for a list", [{ op: "add", path: "members", value: { Value: "u1" } }], { add: ["u1"] }],
    [
      "adding through brackets",
      [{ op: "add", path: 'members[value eq "u1"]', value: { value: "u1" } }],
      { add: ["u1"] },
    ],
    [
      "replacing all members",
      [{ op: "replace", path: "members", value: [{ value: "u1" }] }],
      { clearMembers: true, add: ["u1"] },
    ],
    ["replacing by none", [{ op: "replace", path: "members", value: [] }], { clearMembers: true }],
    ["removing all members", [{ op: "remove", path: "members" }], { clearMembers: true }],
    ["removing none", [{ op: "remove", path: "members", value: [] }], {}],
    [
      "Okta renames with its id",
      [{ op: "replace", value: { id: "g1", displayName: "Revenue" } }],
      { attributes: { displayName: "Revenue" } },
    ],
    ["renaming to the same name", [{ op: "replace", value: { id: "g1", displayName: "Sales" } }], {}],
    [
      "Okta mixes removal and addition",
      [
        { op: "remove", path: 'members[value eq "u1"]' },
        { op: "add", path: "members", value: [{ value: "u2" }] },
      ],
      { add: ["u2"], remove: ["u1"] },
    ],
    [
      "a later operation wins",
      [
        { op: "add", path: "members", value: ["u1"] },
        { op: "remove", path: "members", value: ["u1"] },
      ],
      { remove: ["u1"] },
    ],
    [
      "and the other way round",
      [
        { op: "remove", path: "members", value: ["u1"] },
        { op: "add", path: "members", value: ["u1"] },
      ],
      { add: ["u1"] },
    ],
    [
      "clearing forgets what came before",
      [
        { op: "add", path: "members", value: ["u1"] },
        { op: "remove", path: "members" },
        { op: "add", path: "members", value: ["u2"] },
      ],
      { clearMembers: true, add: ["u2"] },
    ],
    [
      "members without a path",
      [{ op: "add", value: { members: [{ value: "u1" }], externalId: "e" } }],
      { add: ["u1"], attributes: { displayName: "Sales", externalId: "e" } },
    ],
    [
      "the display of a member is not ours to write",
      [{ op: "replace", path: 'members[value eq "u1"].display', value: "x" }],
      {},
    ],
  ])("%s", (_name, operations, expected) => {
    expect(compiled(...operations)).toEqual(change(expected));
  });

  it.each([
    [
      "a member without an id",
      { op: "add", path: "members", value: [{ display: "x" }] },
      "invalidValue",
      "Operations[0].value[0].value is required",
    ],
    ["an empty id", { op: "remove", path: "members", value: "" }, "invalidValue", "the id of a user"],
    [
      "a group as member",
      { op: "add", path: "members", value: [{ value: "g2", type: "group" }] },
      "invalidValue",
      "only users can be members",
    ],
    [
      "another selection",
      { op: "remove", path: 'members[display eq "x"]' },
      "invalidFilter",
      "select members with value eq",
    ],
    [
      "a part of all members",
      { op: "replace", path: "members.value", value: "u1" },
      "invalidPath",
      "write members",
    ],
    ["no name", { op: "remove", path: "displayName" }, "mutability", "displayName is required"],
  ])("refuses %s", (_name, operation, scimType, detail) => {
    const error = refusal(() => compiled(operation));
    expect(error).toMatchObject({ status: 400, scimType });
    expect(error.detail).toContain(detail);
  });

  it("recognises a change that changes nothing, whoever the members are", () => {
    expect(changesNothing(attributes, change({}))).toBe(true);
    expect(changesNothing(attributes, change({ clearMembers: true }))).toBe(false);
    expect(changesNothing(attributes, change({ attributes: { displayName: "Revenue" } }))).toBe(false);
  });

  it("differences agree with a plain set of members for any sequence", () => {
    const ids = fc.uniqueArray(fc.constantFrom("u1", "u2", "u3", "u4"));
    const operation = fc.record({
      op: fc.constantFrom("add", "replace", "remove"),
      path: fc.constant("members"),
      value: ids,
    });
    fc.assert(
      fc.property(ids, fc.array(operation, { minLength: 1, maxLength: 6 }), (start, operations) => {
        let model = new Set(start);
        for (const { op, value } of operations) {
          if (op === "replace") model = new Set(value);
          if (op === "add") model = new Set([...model, ...value]);
          if (op === "remove") model = new Set([...model].filter((id) => !value.includes(id)));
        }
        const { clearMembers, add, remove } = compiled(...operations);
        const kept = clearMembers ? [] : start.filter((id) => !remove.includes(id));
        expect(new Set([...kept, ...add])).toEqual(model);
        expect(add.filter((id) => remove.includes(id))).toEqual([]);
        expect(clearMembers && remove.length > 0).toBe(false);
      }),
    );
  });
});
