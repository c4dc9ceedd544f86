import { conflictDetail, Network } from "../../support/network";
import type { Answer } from "../../support/running-server";

let network: Network;
beforeEach(async () => {
  network = await Network.start();
});
afterEach(() => network.stop());

function expectConflict(answer: Answer, ...parts: string[]): void {
  const detail = conflictDetail(answer);
  for (const part of parts) expect(detail).toContain(part);
}

describe("values that are taken", () => {
  test("userName is unique in the integration without case, and free in another", async () => {
    const to = await network.connect({ identityNameField: "DISPLAY_NAME" });
    await network.addUser(to, "Ada", { displayName: "one" });
    const answer = await network.server.scim(to, "POST", "/Users", { userName: "aDA", displayName: "two" });
    expectConflict(answer, "userName", "this integration");
    const other = await network.addUser(to, "grace", { displayName: "three" });
    expectConflict(
      await network.tryPatch(to, `/Users/${other}`, { op: "replace", path: "userName", value: "ADA" }),
      "userName",
    );
    const elsewhere = await network.connect({ identityNameField: "DISPLAY_NAME" });
    await network.addUser(elsewhere, "ada", { displayName: "four" });
    expect(await network.identitiesByName()).toHaveLength(3);
  });

  test("rule 9: an identity's name is unique; the refusal names attribute and owner", async () => {
    const okta = await network.connect({ identityNameField: "DISPLAY_NAME" });
    const entra = await network.connect();
    await network.addUser(entra, "ada");
    const post = (displayName: string) =>
      network.server.scim(okta, "POST", "/Users", { userName: displayName + 1, displayName });
    expectConflict(await post("ada"), "displayName", "name", "another integration");
    await network.addUser(okta, "x", { displayName: "grace" });
    expectConflict(await post("grace"), "displayName", "name", "of this integration");
    const body = { name: "by hand", type: "Default", isAdmin: false };
    expect((await network.server.edge("POST", "/identities", body)).status).toBe(201);
    expectConflict(await post("by hand"), "displayName", "name", "no integration made");
    expect((await network.identitiesByName()).map(({ name }) => name)).toEqual(["ada", "by hand", "grace"]);
  });

  test("rule 10: the external ID is unique in the network, and case counts", async () => {
    const okta = await network.connect({
      externalIdField: "CUSTOM",
      externalIdCustomPath: "externalId",
    });
    const entra = await network.connect({ externalIdField: "PRIMARY_EMAIL" });
    await network.addUser(okta, "ada", { externalId: "ada@example.com" });
    const emails = [{ value: "ada@example.com", primary: true }];
    const answer = await network.server.scim(entra, "POST", "/Users", { userName: "lovelace", emails });
    expectConflict(answer, "emails", "external ID", "another integration");
    expect(JSON.stringify(answer.body)).not.toContain(okta.id);
    await network.addUser(entra, "lovelace", { emails: [{ value: "Ada@example.com", primary: true }] });
  });

  test("of two pushes of one external ID, exactly one succeeds; the other stores nothing", async () => {
    const mapping = { externalIdField: "CUSTOM", externalIdCustomPath: "externalId" };
    const sides = [await network.connect(mapping), await network.connect(mapping)];
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(
        sides.map((to, side) =>
          network.server.scim(to, "POST", "/Users", {
            userName: `user-${round}-${side}`,
            externalId: `id-${round}`,
          }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    }
    expect(await network.identitiesByName()).toHaveLength(20);
  });

  test("of many concurrent POSTs of one userName, exactly one succeeds", async () => {
    const to = await network.connect();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => network.server.scim(to, "POST", "/Users", { userName: "ada" })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });

  test("concurrent PATCHes of different attributes are all kept", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, "ada");
    const values = {
      title: "Countess",
      nickName: "A",
      locale: "en-GB",
      displayName: "Ada",
      timezone: "Europe/London",
    };
    await Promise.all(
      Object.entries(values).map(([path, value]) =>
        network.patch(to, `/Users/${id}`, { op: "add", path, value }),
      ),
    );
    expect((await network.server.scim(to, "GET", `/Users/${id}`)).body).toMatchObject(values);
  });
});
