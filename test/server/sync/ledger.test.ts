import {
  editRoleAttributes,
  groupSupply,
  roleAttributesOf,
  userLedgerChange,
} from "../../../src/server/sync/ledger";
import { sanitizeRoleAttribute } from "../../../src/server/sync/role-attribute";
import type { LedgerEntry, LedgerSource, SyncUser } from "../../../src/server/sync/types";

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
});

describe("rule 13: group names freeze when the identity joins", () => {
  it("rule 13: a group supplies its name of this moment", () => {
    expect(groupSupply({ id: "g1", displayName: "Sales" })).toEqual({
      entry: entry("group", "Sales", "g1"),
      warnings: [],
    });
  });

  it("rule 13: two identities of one group may have different names of it", () => {
    const ledgers = ["Sales", "Revenue"].map((displayName) => groupSupply({ id: "g1", displayName }).entry);
    expect(ledgers.map((one) => one && roleAttributesOf([one]))).toEqual([["Sales"], ["Revenue"]]);
  });
});

describe("rule 14: one source less", () => {
  it("rule 14: a value that two sources supply counts once, and stays while one of them supplies it", () => {
    const role = entry("role", "sales");
    expect(roleAttributesOf([entry("group", "sales", "g1"), role])).toEqual(["sales"]);
    expect(roleAttributesOf([role])).toEqual(["sales"]);
    expect(userLedgerChange([role], user({})).remove).toEqual([role]);
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
    expect(groupSupply({ id: "g1", displayName: "#Sales" }).warnings).toEqual([
      {
        rule: 15,
        message:
          'group "#Sales" supplies "#Sales"; it is stored as "Sales": ' +
          'an attribute cannot start with "#" or "@"',
      },
    ]);
    expect(groupSupply({ id: "g1", displayName: " Sales " }).warnings).toEqual([]);
  });

  it("rule 15: a group whose name is only prefixes supplies nothing", () => {
    expect(groupSupply({ id: "g1", displayName: "#" })).toMatchObject({
      entry: null,
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
