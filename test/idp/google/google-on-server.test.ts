import { personOf } from "../../../src/idp/common/directory";
import { SAMPLE, sampleDirectory } from "../../../src/idp/common/sample-directory";
import { ENTERPRISE_URN } from "../../../src/idp/common/scim-urns";
import { Google } from "../../../src/idp/google/google";
import { BY_NAME_AND_EMAIL, eachIntegration } from "../support/each-integration";
import { identities, labels, runOnServer } from "../support/run-on-server";

const on = eachIntegration("google", BY_NAME_AND_EMAIL);

const identity = (name: string, state = "enabled") => {
  const account = name.split(" ", 1)[0]?.toLowerCase();
  return { name, externalId: `${account}@example.com`, attributes: [], state };
};

describe("Google Workspace scenarios on the reference server", () => {
  const results = async (name: string) => {
    const outcome = await runOnServer(on.server, on.to, "google", name, "default");
    expect(outcome.problems).toEqual([]);
    expect(outcome.left).toEqual([]);
    return outcome;
  };

  test("discover-schema: reads the schemas and creates nothing", async () => {
    const { report } = await results("discover-schema");
    expect(labels(report)).toEqual(["discover schemas"]);
  });

  test("user-lifecycle: the identity is created, renamed, disabled and enabled with its user", async () => {
    const { seen } = await results("user-lifecycle");
    expect(seen).toEqual({
      created: [identity("Ada Lovelace")],
      renamed: [identity("Ada King")],
      suspended: [identity("Ada King", "disabled")],
      activated: [identity("Ada King")],
    });
  });

  test("take-over: the only identity is updated", async () => {
    const { seen } = await results("take-over");
    expect(seen).toEqual({ "taken over": [identity("Grace Murray")] });
  });

  test("suspend-then-delete: the identity is disabled, and gone 21 days later", async () => {
    const { seen } = await results("suspend-then-delete");
    expect(seen).toEqual({ suspended: [identity("Ada Lovelace", "disabled")], deleted: [] });
  });

  test("delete-without-suspend: the identity is deleted, and another one gets the same name", async () => {
    const { seen } = await results("delete-without-suspend");
    expect(seen).toEqual({ deleted: [], "created again": [identity("Linus Pauling")] });
  });
});

describe("quirks of Google Workspace on the reference server", () => {
  const ada = { ...personOf(sampleDirectory(), SAMPLE.ada), title: "Analyst", department: "Engines" };
  let google: Google;
  beforeEach(() => {
    google = new Google({ integrationUrl: `${on.server.url}/scim/v2/${on.to.id}`, token: on.to.token });
  });

  test("Google Workspace: maps every attribute that the discovered User schema has", async () => {
    await google.assignUser(ada);
    const { body } = await on.server.scim(on.to, "GET", `/Users/${google.userId(ada)}`);
    expect(body).toMatchObject({ title: "Analyst", [ENTERPRISE_URN]: { department: "Engines" } });
  });

  test("Google Workspace: suspends without deleting", async () => {
    await google.assignUser(ada);
    await google.deactivateUser(ada);
    expect(await identities(on.server, on.to)).toEqual([identity("Ada Lovelace", "disabled")]);
  });

  test("Google Workspace: deletes without suspending first", async () => {
    await google.assignUser(ada);
    await google.deleteUser(ada);
    expect(await identities(on.server, on.to)).toEqual([]);
    expect(google.requests.map(({ label }) => label)).toEqual([
      "discover schemas",
      "find user",
      "create user",
      "delete user",
    ]);
  });

  test("Google Workspace: updates the profile of a suspended person, and deletes later", async () => {
    await google.assignUser(ada);
    await google.deactivateUser(ada);
    await google.updateUser({ ...ada, displayName: "Ada King" });
    expect(await identities(on.server, on.to)).toEqual([identity("Ada King", "disabled")]);
    await google.deleteUser(ada);
    expect(await identities(on.server, on.to)).toEqual([]);
  });

  test("Google Workspace: pushes no groups", async () => {
    const sent = [];
    for (const name of ["user-lifecycle", "take-over", "delete-without-suspend"]) {
      const { report } = await runOnServer(on.server, on.to, "google", name, "default");
      sent.push(...report.steps.map(({ exchange }) => exchange.path));
    }
    expect(new Set(sent.map((path) => path.split(/[/?]/)[1]))).toEqual(new Set(["Schemas", "Users"]));
  });
});
