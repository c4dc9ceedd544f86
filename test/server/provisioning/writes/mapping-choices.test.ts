import * as z from "zod/mini";
import { gatewayError } from "../../../../src/contract/errors";
import { conflictDetail, Network, policyBody } from "../../support/network";
import { type Answer, type Connection, read } from "../../support/running-server";

let network: Network;
beforeEach(async () => {
  network = await Network.start();
});
afterEach(() => network.stop());

const scimError = z.object({ status: z.literal("400"), scimType: z.string(), detail: z.string() });
const put = (to: Connection, id: string, body: object) =>
  network.server.scim(to, "PUT", `/Users/${id}`, body);

function refusedDetail(answer: Answer): string {
  const { scimType, detail } = read(scimError, answer);
  expect({ status: answer.status, scimType }).toEqual({ status: 400, scimType: "invalidValue" });
  return detail;
}

describe("PUT of a mapping", () => {
  test("the same mapping changes no identity that people changed", async () => {
    const mapping = { identityNameField: "DISPLAY_NAME", externalIdField: "USER_NAME" };
    const to = await network.connect(mapping);
    const id = await network.addUser(to, "ada", { displayName: "Ada" });
    const identity = await network.identityOf(id);
    await network.server.edge("PATCH", `/identities/${identity?.id}`, {
      name: "by hand",
      externalId: "also by hand",
    });
    const before = await network.identityOf(id);
    expect((await network.setMapping(to, mapping)).status).toBe(200);
    expect(await network.identityOf(id)).toEqual(before);
    expect(await network.preview(to, mapping)).toMatchObject({ identities: 1, unchanged: 1 });
  });

  test("another auth policy keeps the name that a person gave", async () => {
    const policy = await network.create("auth-policies", policyBody("strict"));
    const to = await network.connect();
    const id = await network.addUser(to, "ada");
    const identity = await network.identityOf(id);
    await network.server.edge("PATCH", `/identities/${identity?.id}`, { name: "by hand" });
    expect((await network.setMapping(to, { authPolicyId: policy })).status).toBe(200);
    expect(await network.identityOf(id)).toMatchObject({ name: "by hand", authPolicyId: policy });
  });

  test("another field for the name renames also what a person named", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, "ada", { displayName: "Ada" });
    const identity = await network.identityOf(id);
    await network.server.edge("PATCH", `/identities/${identity?.id}`, { name: "by hand" });
    await network.setMapping(to, { identityNameField: "DISPLAY_NAME" });
    expect((await network.identityOf(id))?.name).toBe("Ada");
  });
});

describe("two people of one display name", () => {
  const byDisplayName = { identityNameField: "DISPLAY_NAME" };
  const withTieBreaker = { ...byDisplayName, identityNameConflict: "userName" };

  test("the second is refused by default", async () => {
    const to = await network.connect(byDisplayName);
    await network.addUser(to, "ann1", { displayName: "Ann" });
    const second = { userName: "ann2", displayName: "Ann" };
    expect(conflictDetail(await network.server.scim(to, "POST", "/Users", second))).toContain("displayName");
  });

  test("with identityNameConflict userName the second identity gets the userName", async () => {
    const to = await network.connect(withTieBreaker);
    const ids = [
      await network.addUser(to, "ann1", { displayName: "Ann" }),
      await network.addUser(to, "ann2", { displayName: "Ann" }),
    ];
    const names = await Promise.all(ids.map(async (id) => (await network.identityOf(id))?.name));
    expect(names).toEqual(["Ann", "ann2"]);
  });

  test("a rename to a taken name falls back too, and the identity then follows the userName", async () => {
    const to = await network.connect(withTieBreaker);
    const first = await network.addUser(to, "ann1", { displayName: "Ann" });
    const id = await network.addUser(to, "ann2", { displayName: "Bea" });
    await put(to, id, { userName: "ann2", displayName: "Ann" });
    expect((await network.identityOf(id))?.name).toBe("ann2");
    await put(to, id, { userName: "ann3", displayName: "Ann" });
    expect((await network.identityOf(id))?.name).toBe("ann3");
    await network.server.scim(to, "DELETE", `/Users/${first}`);
    await put(to, id, { userName: "ann4", displayName: "Ann" });
    expect((await network.identityOf(id))?.name).toBe("Ann");
  });

  test("a userName that is taken as a name too is refused", async () => {
    const to = await network.connect(withTieBreaker);
    await network.createIdentity("ann2");
    await network.addUser(to, "ann1", { displayName: "Ann" });
    const second = { userName: "ann2", displayName: "Ann" };
    conflictDetail(await network.server.scim(to, "POST", "/Users", second));
  });

  test("a change of the mapping breaks ties as a push does, and the preview says so", async () => {
    const to = await network.connect();
    await network.addUser(to, "ann1", { displayName: "Ann" });
    // The older user gets the name. Ids order users by the millisecond.
    network.server.advance(1);
    await network.addUser(to, "ann2", { displayName: "Ann" });
    expect(await network.preview(to, byDisplayName)).toMatchObject({ conflicts: 2 });
    expect(await network.preview(to, withTieBreaker)).toMatchObject({ conflicts: 0, renamed: 1 });
    expect((await network.setMapping(to, withTieBreaker)).status).toBe(200);
    expect((await network.identitiesByName()).map(({ name }) => name)).toEqual(["Ann", "ann2"]);
  });

  test("switching the tie-breaker alone renames nobody", async () => {
    const to = await network.connect(withTieBreaker);
    await network.addUser(to, "ann1", { displayName: "Ann" });
    await network.addUser(to, "ann2", { displayName: "Ann" });
    expect((await network.setMapping(to, byDisplayName)).status).toBe(200);
    expect((await network.identitiesByName()).map(({ name }) => name)).toEqual(["Ann", "ann2"]);
  });
});

describe.each([
  ["PRIMARY_EMAIL", { externalIdField: "PRIMARY_EMAIL" }, "emails: "],
  [
    "a custom path",
    { externalIdField: "CUSTOM", externalIdCustomPath: 'emails[type eq "work"].value' },
    'emails[type eq "work"].value: ',
  ],
])("several values that match %s", (_what, mapping, named) => {
  const work = (value: string, more: object = {}) => ({ value, type: "work", ...more });
  const [one, two, three] = [work("one@example.com"), work("two@example.com"), work("three@example.com")];

  test("the primary one counts", async () => {
    const to = await network.connect(mapping);
    const emails = [one, work("two@example.com", { primary: true })];
    const id = await network.addUser(to, "ada", { emails });
    expect((await network.identityOf(id))?.externalId).toBe("two@example.com");
  });

  test("without a primary one the value in use stays, in whatever order they come", async () => {
    const to = await network.connect(mapping);
    const id = await network.addUser(to, "ada", { emails: [two] });
    for (const emails of [
      [one, two],
      [two, one],
      [three, one, two],
    ]) {
      expect((await put(to, id, { userName: "ada", emails })).status).toBe(200);
      expect((await network.identityOf(id))?.externalId).toBe("two@example.com");
    }
  });

  test("without a primary one and the value in use the push is refused with 400, naming the path", async () => {
    const to = await network.connect(mapping);
    const post = { userName: "ada", emails: [one, two] };
    const refused = refusedDetail(await network.server.scim(to, "POST", "/Users", post));
    expect(refused.startsWith(named)).toBe(true);
    const id = await network.addUser(to, "ada", { emails: [three] });
    expect(refusedDetail(await put(to, id, post)).startsWith(named)).toBe(true);
    expect((await network.identityOf(id))?.externalId).toBe("three@example.com");
  });

  test("a change of the mapping is refused with 400 that names the setting", async () => {
    const to = await network.connect();
    await network.addUser(to, "ada", { emails: [one, two] });
    expect(await network.preview(to, mapping)).toMatchObject({ conflicts: 1 });
    const answer = await network.setMapping(to, mapping);
    expect(answer.status).toBe(400);
    const { fieldErrors = [] } = read(gatewayError, answer);
    expect(fieldErrors.map(({ field }) => field)).toEqual([
      mapping.externalIdField === "CUSTOM" ? "externalIdCustomPath" : "externalIdField",
    ]);
  });
});
