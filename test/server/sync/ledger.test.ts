import fc from "fast-check";
import {
  applyLedgerChange,
  editRoleAttributes,
  groupSupply,
  joinGroup,
  leaveGroup,
  roleAttributesOf,
  userLedgerChange,
} from "../../../src/server/sync/ledger";
import { sanitizeRoleAttribute } from "../../../src/server/sync/role-attribute";
import type { LedgerChange, LedgerEntry, LedgerSource, SyncUser } from "../../../src/server/sync/types";

const entry = (source: LedgerSource, value: string, sourceId = ""): LedgerEntry => ({
  source,
  sourceId,
  value,
});
const user = (attributes: Record<string, unknown>): SyncUser => ({
  userName: "ann",
  active: true,
  ...attributes,
});
const replay = (ledger: readonly LedgerEntry[], ...changes: ((now: LedgerEntry[]) => LedgerChange)[]) =>
  changes.reduce<LedgerEntry[]>((now, change) => applyLedgerChange(now, change(now)), [...ledger]);

describe("rule 12: attributes added by hand", () => {
  it("rule 12: the attributes are the union of groups, roles, entitlements and people", () => {
    const ledger = [
      entry("group", "sales", "g1"),
      entry("role", "admin"),
      entry("entitlement", "vpn"),
      entry("manual", "pilot"),
    ];
    expect(roleAttributesOf(ledger)).toEqual(["admin", "pilot", "sales", "vpn"]);
  });

  it("rule 12: what SCIM does not supply becomes manual", () => {
    expect(editRoleAttributes([entry("group", "sales", "g1")], ["sales", "pilot"])).toEqual({
      add: [entry("manual", "pilot")],
      remove: [],
      warnings: [],
    });
  });

  it("rule 12: a person cannot remove a supplied value, and the warning says where to remove it", () => {
    const change = editRoleAttributes([entry("role", "admin"), entry("manual", "pilot")], []);
    expect(change).toMatchObject({ add: [], remove: [entry("manual", "pilot")] });
    expect(change.warnings).toEqual([
      {
        rule: 12,
        message: '"admin" is supplied by SCIM (role) and stays; remove it in the identity provider',
      },
    ]);
  });

  it("rule 12: a manual value stays manual when SCIM also supplies it and the edit keeps it", () => {
    const ledger = [entry("manual", "sales"), entry("group", "sales", "g1")];
    expect(editRoleAttributes(ledger, ["sales"])).toEqual({ add: [], remove: [], warnings: [] });
  });

  it("rule 12: SCIM never removes what a person added", () => {
    const ledger = replay(
      [entry("manual", "sales")],
      (now) => joinGroup(now, { id: "g1", displayName: "sales" }),
      (now) => userLedgerChange(now, user({ roles: [{ value: "sales" }] })),
      (now) => leaveGroup(now, "g1"),
      (now) => userLedgerChange(now, user({})),
    );
    expect(ledger).toEqual([entry("manual", "sales")]);
  });
});

describe("rule 13: group names freeze when the identity joins", () => {
  it("rule 13: joining captures the name of that moment", () => {
    expect(joinGroup([], { id: "g1", displayName: "Sales" }).add).toEqual([entry("group", "Sales", "g1")]);
  });

  it("rule 13: a rename changes nothing for a member", () => {
    const ledger = [entry("group", "Sales", "g1")];
    expect(joinGroup(ledger, { id: "g1", displayName: "Revenue" })).toEqual({
      add: [],
      remove: [],
      warnings: [],
    });
  });

  it("rule 13: leaving drops the captured name, joining again captures the new one", () => {
    const ledger = replay(
      [entry("group", "Sales", "g1"), entry("group", "Sales", "g2")],
      (now) => leaveGroup(now, "g1"),
      (now) => joinGroup(now, { id: "g1", displayName: "Revenue" }),
    );
    expect(ledger).toEqual([entry("group", "Sales", "g2"), entry("group", "Revenue", "g1")]);
  });

  it("rule 13: two identities of one group may have different names of it", () => {
    const early = joinGroup([], { id: "g1", displayName: "Sales" }).add;
    const late = joinGroup([], { id: "g1", displayName: "Revenue" }).add;
    expect([roleAttributesOf(early), roleAttributesOf(late)]).toEqual([["Sales"], ["Revenue"]]);
  });

  it("rule 13: one supply serves every identity that joins at once", () => {
    const group = { id: "g1", displayName: "#Sales" };
    expect(groupSupply(group).entry).toEqual(joinGroup([], group).add[0]);
  });
});

describe("rule 14: one source less", () => {
  it("rule 14: a value stays while another source supplies it", () => {
    const ledger = [entry("group", "sales", "g1"), entry("role", "sales")];
    const left = replay(ledger, (now) => leaveGroup(now, "g1"));
    expect(roleAttributesOf(left)).toEqual(["sales"]);
    expect(roleAttributesOf(replay(left, (now) => userLedgerChange(now, user({}))))).toEqual([]);
  });
});

describe("rule 15: values that cannot be stored", () => {
  it.each([
    ["#sales", "sales"],
    ["@sales", "sales"],
    [" # @sales ", "sales"],
    ["sa#les", "sa#les"],
  ])("rule 15: %j becomes %j", (text, value) => {
    expect(sanitizeRoleAttribute(text, "roles").value).toBe(value);
  });

  it.each(["", "  ", "#", "@ #"])("rule 15: nothing is left of %j", (text) => {
    expect(sanitizeRoleAttribute(text, "roles").value).toBeNull();
  });

  it("rule 15: a stripped prefix gives a warning that names the source; white space gives none", () => {
    expect(joinGroup([], { id: "g1", displayName: "#Sales" }).warnings).toEqual([
      {
        rule: 15,
        message:
          'group "#Sales" supplies "#Sales"; it is stored as "Sales": ' +
          'an attribute cannot start with "#" or "@"',
      },
    ]);
    expect(joinGroup([], { id: "g1", displayName: " Sales " }).warnings).toEqual([]);
  });

  it("rule 15: a group whose name is only prefixes supplies nothing", () => {
    expect(joinGroup([], { id: "g1", displayName: "#" })).toMatchObject({
      add: [],
      warnings: [{ rule: 15 }],
    });
  });
});

describe("rule 16: roles and entitlements are live", () => {
  it("rule 16: every update replaces that part and only that part", () => {
    const ledger = [
      entry("role", "old"),
      entry("role", "kept"),
      entry("entitlement", "vpn"),
      entry("manual", "old"),
    ];
    const change = userLedgerChange(ledger, user({ roles: [{ value: "kept" }, { value: "new" }] }));
    expect(change).toEqual({
      add: [entry("role", "new")],
      remove: [entry("role", "old"), entry("entitlement", "vpn")],
      warnings: [],
    });
  });

  it("rule 16: values that are the same after cleaning count once", () => {
    const roles = [{ value: "#admin" }, { value: "admin", type: "work" }, { display: "no value" }];
    expect(userLedgerChange([], user({ roles })).add).toEqual([entry("role", "admin")]);
  });
});

describe("ledger laws", () => {
  const name = fc.constantFrom("sales", "#sales", "admin", "vpn", "@", " pilot");
  const groupId = fc.constantFrom("g1", "g2", "g3");
  const values = fc.array(
    name.map((value) => ({ value })),
    { maxLength: 3 },
  );
  type Step = (ledger: readonly LedgerEntry[]) => LedgerChange;
  const scimStep: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ id: groupId, displayName: name }).map(
      (group): Step =>
        (ledger) =>
          joinGroup(ledger, group),
    ),
    groupId.map(
      (id): Step =>
        (ledger) =>
          leaveGroup(ledger, id),
    ),
    fc.record({ roles: values, entitlements: values }).map(
      (attributes): Step =>
        (ledger) =>
          userLedgerChange(ledger, user(attributes)),
    ),
  );
  const manualOf = (ledger: readonly LedgerEntry[]) => ledger.filter(({ source }) => source === "manual");

  it("manual attributes survive any sequence of joins, leaves and updates", () => {
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.array(scimStep), (manual, steps) => {
        const start = manual.map((value) => entry("manual", value));
        expect(manualOf(replay(start, ...steps))).toEqual(start);
      }),
    );
  });

  it("without groups and roles, exactly the manual attributes are left", () => {
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.array(scimStep), (manual, steps) => {
        const start = manual.map((value) => entry("manual", value));
        const leaves = ["g1", "g2", "g3"].map(
          (id): Step =>
            (ledger) =>
              leaveGroup(ledger, id),
        );
        expect(replay(start, ...steps, ...leaves, (ledger) => userLedgerChange(ledger, user({})))).toEqual(
          start,
        );
      }),
    );
  });

  it("no entry occurs twice, and the same update again changes nothing", () => {
    fc.assert(
      fc.property(fc.array(scimStep), scimStep, (steps, last) => {
        const ledger = replay([], ...steps, last);
        expect(new Set(ledger.map((one) => JSON.stringify(one))).size).toBe(ledger.length);
        expect(last(ledger)).toMatchObject({ add: [], remove: [] });
        expect(replay(ledger, last)).toEqual(ledger);
      }),
    );
  });

  it("an edit to the present attributes changes nothing", () => {
    fc.assert(
      fc.property(fc.array(scimStep), fc.uniqueArray(fc.constantFrom("pilot", "sales")), (steps, manual) => {
        const ledger = replay(
          manual.map((value) => entry("manual", value)),
          ...steps,
        );
        expect(editRoleAttributes(ledger, roleAttributesOf(ledger))).toEqual({
          add: [],
          remove: [],
          warnings: [],
        });
      }),
    );
  });
});
