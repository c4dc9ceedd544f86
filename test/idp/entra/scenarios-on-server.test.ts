import { entraOnServer, FLAG, identity } from "../support/entra-on-server";
import { labels, sent } from "../support/run-on-server";

const { runOnServer } = entraOnServer();

describe.each(["default", FLAG])("Entra ID scenarios on the reference server, %s", (variant) => {
  const passed = async (name: string) => {
    const outcome = await runOnServer(name, variant);
    expect(outcome.problems).toEqual([]);
    expect(outcome.left).toEqual([]);
    return outcome;
  };

  test("test-connection: finds nobody and creates nothing", async () => {
    const { report } = await passed("test-connection");
    expect(labels(report)).toEqual(["test connection"]);
  });

  test("user-lifecycle: the identity follows until the delete 30 days after the last disable", async () => {
    const { seen } = await passed("user-lifecycle");
    expect(seen).toEqual({
      created: [identity("Ada Lovelace")],
      renamed: [identity("Ada King")],
      disabled: [identity("Ada King", [], "disabled")],
      restored: [identity("Ada King")],
      "soft-deleted": [identity("Ada King", [], "disabled")],
      deleted: [],
    });
  });

  test("profile-change: the identity follows the work e-mail", async () => {
    const { seen } = await passed("profile-change");
    expect(seen).toEqual({
      added: [identity("Grace Hopper")],
      replaced: [{ ...identity("Grace Hopper"), externalId: "new.grace@example.com" }],
    });
  });

  test("manager: a reference changes no identity", async () => {
    const { seen } = await passed("manager");
    expect(seen.managed).toEqual(
      ["Ada Lovelace", "Grace Hopper", "Linus Pauling"].map((one) => identity(one)),
    );
  });

  test.each(["match-by-external-id", "match-by-work-email"])(
    "%s: the only identity is updated",
    async (name) => {
      const { seen } = await passed(name);
      expect(seen.matched).toEqual([identity("Ada King")]);
    },
  );

  test("provision-on-demand: people and a group with members arrive", async () => {
    const { seen } = await passed("provision-on-demand");
    expect(seen.provisioned).toEqual([
      identity("Ada King", ["Engineering"]),
      identity("Grace Hopper", ["Engineering"]),
    ]);
  });

  test("group-lifecycle: members get the group's name of the moment they join", async () => {
    const { seen } = await passed("group-lifecycle");
    const filled = [
      identity("Ada Lovelace", ["Engineering"]),
      identity("Grace Hopper", ["Engineering"]),
      identity("Linus Pauling"),
    ];
    const changed = [
      identity("Ada Lovelace"),
      identity("Grace Hopper", ["Engineering"]),
      identity("Linus Pauling", ["Research"]),
    ];
    const deleted = ["Ada Lovelace", "Grace Hopper", "Linus Pauling"].map((one) => identity(one));
    expect(seen).toEqual({ filled, renamed: filled, changed, "removed twice": changed, deleted });
  });

  test("many-members: each gets the attribute and all but one lose it", async () => {
    const { seen } = await passed("many-members");
    const having = (name: string) =>
      (seen[name] ?? []).filter(({ attributes }) => attributes.includes("Engineering"));
    expect(having("joined")).toHaveLength(12);
    expect(having("left")).toHaveLength(1);
  });

  test("restored-member: a disabled member keeps the attribute", async () => {
    const { seen } = await passed("restored-member");
    expect(seen).toEqual({
      disabled: [identity("Ada Lovelace", ["Engineering"], "disabled")],
      restored: [identity("Ada Lovelace", ["Engineering"])],
    });
  });

  test.each([
    ["single-role", ["reader"], ["admin"]],
    ["first-single-role", [], ["admin"]],
    ["complex-roles", ["auditor", "reader"], ["admin", "auditor", "reader"]],
    ["assertive-roles", ["auditor", "reader"], ["admin", "auditor"]],
  ])("%s: roles become attributes by their values", async (name, assigned, changed) => {
    const { seen } = await passed(name);
    expect(seen).toEqual({
      assigned: [identity("Ada Lovelace", assigned)],
      changed: [identity("Ada Lovelace", changed)],
    });
  });
});

describe("quirks of Entra ID on the reference server", () => {
  test("Entra ID: provisions on demand in the default dialect, even with the flag in the URL", async () => {
    const { report } = await runOnServer("provision-on-demand", FLAG);
    const ops = [...sent(report, "update user"), ...sent(report, "add members")].map(({ path, request }) => [
      path.includes(FLAG),
      (request.body?.Operations as { op: string }[] | undefined)?.[0]?.op,
    ]);
    expect(ops).toEqual([
      [true, "Replace"],
      [true, "Add"],
    ]);
  });
});
