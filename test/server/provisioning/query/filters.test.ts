import * as z from "zod/mini";
import { Network } from "../../support/network";
import { type Connection, read } from "../../support/running-server";

const listed = z.object({ totalResults: z.int(), Resources: z.array(z.object({ id: z.string() })) });

let network: Network;
beforeEach(async () => {
  network = await Network.start();
});
afterEach(() => network.stop());

describe("filters", () => {
  let to: Connection;
  const find = async (endpoint: string, filter: string) =>
    read(
      listed,
      await network.server.scim(to, "GET", `/${endpoint}?filter=${encodeURIComponent(filter)}`),
    ).Resources.map(({ id }) => id);

  test("users are found by every searchable attribute, each with its case rule", async () => {
    to = await network.connect();
    const ada = await network.addUser(to, "Ada", {
      externalId: "00uA",
      displayName: "Ada Lovelace",
      emails: [
        { type: "work", value: "Ada@example.com", primary: true },
        { type: "home", value: "ada@home.example" },
      ],
    });
    const grace = await network.addUser(to, "grace", { active: false });
    const group = await network.addGroup(to, "Sales", [ada]);
    const cases: [string, string[]][] = [
      [`id eq "${ada}"`, [ada]],
      ['userName eq "aDA"', [ada]],
      ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada"', [ada]],
      ['externalId eq "00uA"', [ada]],
      ['externalId eq "00ua"', []],
      ['not (externalId eq "00uA")', [grace]],
      ['externalId ne "00uA"', [grace]],
      ["externalId pr", [ada]],
      ["externalId eq null", [grace]],
      ['displayName eq "ada LOVELACE"', [ada]],
      ["active eq false", [grace]],
      ['active eq "False"', [grace]],
      ['emails eq "ADA@example.com"', [ada]],
      ['emails.value eq "ada@home.example"', [ada]],
      ['emails[type eq "work"].value eq "ada@example.com"', [ada]],
      ['emails[type eq "work"].value eq "ada@home.example"', []],
      ['emails[type eq "home" and primary eq true]', []],
      ["emails pr", [ada]],
      ["not (emails pr)", [grace]],
      [`groups.value eq "${group}"`, [ada]],
      ['userName eq "ada" and active eq false', []],
      ['userName eq "ada" or active eq false', [ada, grace]],
      ['userName eq "\' or 1=1 --"', []],
    ];
    for (const [filter, wanted] of cases) {
      expect([filter, (await find("Users", filter)).sort()]).toEqual([filter, [...wanted].sort()]);
    }
  });

  test("groups are found by name without case, external id and member", async () => {
    to = await network.connect();
    const ada = await network.addUser(to, "ada");
    const sales = await network.addGroup(to, "Sales", [ada]);
    await network.addGroup(to, "Support");
    expect(await find("Groups", 'displayName eq "sALES"')).toEqual([sales]);
    expect(await find("Groups", `members eq "${ada}"`)).toEqual([sales]);
    expect(await find("Groups", `members.value eq "${ada}" and displayName eq "Support"`)).toEqual([]);
  });

  test("pages follow one order and miss nobody", async () => {
    to = await network.connect();
    const all: string[] = [];
    for (let at = 0; at < 25; at++) all.push(await network.addUser(to, `user-${at}`));
    const seen: string[] = [];
    for (let startIndex = 1; startIndex <= 25; startIndex += 10) {
      const page = read(
        listed,
        await network.server.scim(to, "GET", `/Users?startIndex=${startIndex}&count=10`),
      );
      expect(page.totalResults).toBe(25);
      seen.push(...page.Resources.map(({ id }) => id));
    }
    expect(seen.sort()).toEqual(all.sort());
  });
});
