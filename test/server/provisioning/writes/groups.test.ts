import * as z from "zod/mini";
import { identityList } from "../../../../src/contract/edge/identity";
import { Network } from "../../support/network";
import { read } from "../../support/running-server";

const bulkAnswer = z.object({ Operations: z.array(z.object({ location: z.string() })) });
const detailed = z.object({ detail: z.string(), scimType: z.optional(z.string()) });

let network: Network;
beforeEach(async () => {
  network = await Network.start();
});
afterEach(() => network.stop());

describe("groups become attributes", () => {
  test("rule 13: joining freezes the name, leaving drops it, joining again takes the new one", async () => {
    const to = await network.connect();
    const ada = await network.addUser(to, "ada");
    const grace = await network.addUser(to, "grace");
    const group = await network.addGroup(to, "Sales", [ada]);
    await network.patch(to, `/Groups/${group}`, { op: "replace", path: "displayName", value: "Revenue" });
    expect(await network.attributesOf(ada)).toEqual(["Sales"]);
    await network.patch(to, `/Groups/${group}`, {
      op: "add",
      path: "members",
      value: [{ value: grace }, { value: ada }],
    });
    expect([await network.attributesOf(ada), await network.attributesOf(grace)]).toEqual([
      ["Sales"],
      ["Revenue"],
    ]);
    await network.patch(to, `/Groups/${group}`, { op: "remove", path: `members[value eq "${ada}"]` });
    expect(await network.attributesOf(ada)).toEqual([]);
    await network.patch(to, `/Groups/${group}`, { op: "add", path: "members", value: [{ value: ada }] });
    expect(await network.attributesOf(ada)).toEqual(["Revenue"]);
  });

  test("rule 13: replacing the list keeps the frozen name of those who stay", async () => {
    const to = await network.connect();
    const [ada, grace, alan] = [
      await network.addUser(to, "ada"),
      await network.addUser(to, "grace"),
      await network.addUser(to, "alan"),
    ];
    const group = await network.addGroup(to, "Sales", [ada, grace]);
    const members = [{ value: ada }, { value: alan }];
    await network.server.scim(to, "PUT", `/Groups/${group}`, { displayName: "Revenue", members });
    expect(await network.attributesOf(ada)).toEqual(["Sales"]);
    expect(await network.attributesOf(grace)).toEqual([]);
    expect(await network.attributesOf(alan)).toEqual(["Revenue"]);
  });

  test("rules 14 and 12: an attribute stays while another source or a person supplies it", async () => {
    const to = await network.connect();
    const ada = await network.addUser(to, "ada", { roles: [{ value: "Sales" }] });
    const group = await network.addGroup(to, "Sales", [ada]);
    const other = await network.addGroup(to, "Support", [ada]);
    const { id } = await network.identityNamed("ada");
    await network.server.edge("PATCH", `/identities/${id}`, {
      roleAttributes: ["Sales", "Support", "by-hand"],
    });
    await network.server.scim(to, "DELETE", `/Groups/${group}`);
    expect(await network.attributesOf(ada)).toEqual(["Sales", "Support", "by-hand"]);
    await network.server.scim(to, "PUT", `/Users/${ada}`, { userName: "ada" });
    expect(await network.attributesOf(ada)).toEqual(["Support", "by-hand"]);
    await network.server.scim(to, "DELETE", `/Groups/${other}`);
    expect(await network.attributesOf(ada)).toEqual(["by-hand"]);
  });

  test("deleting a group drops only what this group supplied", async () => {
    const to = await network.connect();
    const ada = await network.addUser(to, "ada");
    const group = await network.addGroup(to, "Sales", [ada]);
    await network.addGroup(to, "#Sales", [ada]);
    await network.server.scim(to, "DELETE", `/Groups/${group}`);
    expect(await network.attributesOf(ada)).toEqual(["Sales"]);
    expect((await network.server.scim(to, "GET", `/Groups/${group}`)).status).toBe(404);
  });

  test("a member that is not a user gets 400, and nothing is stored", async () => {
    const to = await network.connect();
    const ada = await network.addUser(to, "ada");
    const group = await network.addGroup(to, "Sales");
    const answer = await network.tryPatch(to, `/Groups/${group}`, {
      op: "add",
      path: "members",
      value: [{ value: ada }, { value: "nobody" }],
    });
    expect([answer.status, read(detailed, answer)]).toMatchObject([400, { scimType: "invalidValue" }]);
    expect(read(detailed, answer).detail).toContain("nobody");
    expect(await network.attributesOf(ada)).toEqual([]);
  });

  test("removing a user who is not a member changes nothing, not even the version", async () => {
    const to = await network.connect();
    const ada = await network.addUser(to, "ada");
    const group = await network.addGroup(to, "Sales");
    const before = (await network.server.scim(to, "GET", `/Groups/${group}`)).headers.get("etag");
    for (const value of [ada, "nobody"]) {
      const answer = await network.patch(to, `/Groups/${group}`, {
        op: "remove",
        path: "members",
        value: [{ value }],
      });
      expect(answer.status).toBe(204);
    }
    expect((await network.server.scim(to, "GET", `/Groups/${group}`)).headers.get("etag")).toBe(before);
  });

  test("deleting a user changes the version of the groups it was in", async () => {
    const to = await network.connect();
    const ada = await network.addUser(to, "ada");
    const group = await network.addGroup(to, "Sales", [ada]);
    const version = async () =>
      (await network.server.scim(to, "GET", `/Groups/${group}`)).headers.get("etag");
    const before = await version();
    await network.server.scim(to, "DELETE", `/Users/${ada}`);
    expect(await version()).not.toBe(before);
  });

  test("more members than fit into one statement join and leave together", async () => {
    const to = await network.connect();
    const answer = await network.server.scim(to, "POST", "/Bulk", {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
      Operations: Array.from({ length: 600 }, (_, at) => ({
        method: "POST",
        path: "/Users",
        bulkId: `user-${at}`,
        data: { userName: `user-${at}` },
      })),
    });
    const users = read(bulkAnswer, answer).Operations.map(({ location }) => location.split("/").at(-1) ?? "");
    const group = await network.addGroup(to, "Everybody", users);
    const all = await network.server.scim(to, "GET", `/Groups/${group}`);
    expect((all.body as { members: unknown[] }).members).toHaveLength(600);
    await network.server.scim(to, "PUT", `/Groups/${group}`, { displayName: "Everybody", members: [] });
    const left = read(
      identityList,
      await network.server.edge("GET", '/identities?limit=500&filter=name="user-599"'),
    );
    expect(left.data[0]?.roleAttributes).toEqual([]);
  });
});
