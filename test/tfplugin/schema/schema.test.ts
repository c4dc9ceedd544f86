import { computed, defineSchema, optional, required } from "../../../src/tfplugin";
import { Diagnostics } from "../../../src/tfplugin/define/diagnostics";
import { planObject } from "../../../src/tfplugin/plan/plan-object";
import { reconcileApplied } from "../../../src/tfplugin/plan/reconcile-state";
import type { Attribute } from "../../../src/tfplugin/schema/attribute";

const description = "…";

describe("a schema", () => {
  const nested = { description, attributes: { pass: optional.string({ description, writeOnly: true }) } };

  test.each<[string, Record<string, Attribute>, string]>([
    ["an upper-case name", { Name: required.string({ description }) }, "Name: a name has only lowercase"],
    [
      "a write-only attribute inside a set",
      { rules: optional.set.object(nested) },
      "rules.pass: .* inside a set",
    ],
    [
      "an attribute inside a set that replaces",
      {
        rules: optional.set.object({
          description,
          attributes: { port: optional.number({ description, replace: true }) },
        }),
      },
      "rules.port: an attribute inside a set cannot have the option replace",
    ],
    [
      "a write-only attribute with a default",
      { pass: optional.string({ description, writeOnly: true, default: "x" }) },
      "pass: .* cannot be computed",
    ],
    [
      "a providerOnly attribute that is not at the top",
      {
        policy: optional.object({
          description,
          attributes: { patient: optional.bool({ description, providerOnly: true }) },
        }),
      },
      "policy.patient: only an attribute at the top",
    ],
    [
      "a providerOnly attribute that replaces",
      { patient: optional.bool({ description, providerOnly: true, replace: true }) },
      "patient: .* cannot have the option replace",
    ],
  ])("with %s is refused, by name", (_, attributes, problem) => {
    expect(() => defineSchema({ description, attributes })).toThrow(new RegExp(`attribute ${problem}`));
  });
});

describe("a promised prefix", () => {
  const of = (options: { prefix: string; nullable?: true }) =>
    defineSchema({ description, attributes: { key: computed.string({ description, ...options }) } });

  test("is part of the unknown that is planned", () => {
    const planned = planObject(of({ prefix: "k-" }).type, {}, null);
    expect(Buffer.from((planned.key as { refinement: Uint8Array }).refinement).toString("hex")).toBe(
      `8201c202d902${Buffer.from("k-").toString("hex")}`,
    );
  });

  test("that the API breaks is an error that names the attribute", () => {
    const { type: keyType } = of({ prefix: "k-" });
    const diagnostics = new Diagnostics();
    const settled = reconcileApplied(keyType, planObject(keyType, {}, null), { key: "x-1" }, diagnostics);
    expect(settled).toEqual({ key: "x-1" });
    expect(diagnostics.list).toMatchObject([
      { severity: "error", path: ["key"], detail: expect.stringContaining('does not start with "k-"') },
    ]);
  });

  test("is only for strings that are never null, and not longer than Terraform takes", () => {
    expect(() => of({ prefix: "k-", nullable: true })).toThrow("never null");
    expect(() => of({ prefix: "k".repeat(256) })).toThrow("at most 255 bytes");
  });
});
