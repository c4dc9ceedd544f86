/** Which texts are the same, and which characters a text may not have. */
import { Network } from "../../support/network";
import type { Answer, Connection } from "../../support/running-server";

/** "é" as one character, and as a letter with an accent of its own. */
const [COMPOSED, DECOMPOSED] = ["caf\u00e9", "cafe\u0301"];

let network: Network;
let to: Connection;
beforeEach(async () => {
  network = await Network.start();
  to = await network.connect();
});
afterEach(() => network.stop());

const post = (path: string, body: object, on = to) => network.server.scim(on, "POST", path, body);
const idsFound = async (path: string, filter: string) => {
  const { body } = await network.server.scim(to, "GET", `${path}?${new URLSearchParams({ filter })}`);
  return (body as { Resources: { id: string }[] }).Resources.map(({ id }) => id);
};
const refusal = ({ status, body }: Answer) => ({
  ...(body as { scimType?: string; detail?: string }),
  status,
});

describe("texts that are the same", () => {
  test("userName is unique in Unicode's composed form and without case", async () => {
    await network.addUser(to, COMPOSED);
    for (const userName of [DECOMPOSED, DECOMPOSED.toUpperCase()]) {
      expect(refusal(await post("/Users", { userName }))).toMatchObject({
        status: 409,
        scimType: "uniqueness",
      });
    }
  });

  test("a filter finds userName and a group's name in either form", async () => {
    const user = await network.addUser(to, DECOMPOSED);
    const group = await network.addGroup(to, DECOMPOSED, [user]);
    for (const name of [COMPOSED, DECOMPOSED, COMPOSED.toUpperCase()]) {
      expect(await idsFound("/Users", `userName eq "${name}"`)).toEqual([user]);
      expect(await idsFound("/Users", `userName sw "${name}"`)).toEqual([user]);
      expect(await idsFound("/Users", `groups.display eq "${name}"`)).toEqual([user]);
      expect(await idsFound("/Groups", `displayName eq "${name}"`)).toEqual([group]);
      expect(await idsFound("/Groups", `members.display eq "${name}"`)).toEqual([group]);
    }
    expect(await idsFound("/Users", 'userName eq "cafe"')).toEqual([]);
  });

  test("other texts without case compare in the same way", async () => {
    const more = {
      displayName: DECOMPOSED,
      title: DECOMPOSED,
      emails: [{ value: `${DECOMPOSED}@x.example` }],
    };
    const user = await network.addUser(to, "ada", more);
    expect(await idsFound("/Users", `displayName eq "${COMPOSED}"`)).toEqual([user]);
    expect(await idsFound("/Users", `title eq "${COMPOSED}"`)).toEqual([user]);
    expect(await idsFound("/Users", `emails.value eq "${COMPOSED}@x.example"`)).toEqual([user]);
  });

  test("a text comes back as it was sent", async () => {
    const id = await network.addUser(to, DECOMPOSED);
    const { body } = await network.server.scim(to, "GET", `/Users/${id}`);
    expect(body).toMatchObject({ userName: DECOMPOSED });
  });

  test("external IDs and identity names compare byte by byte", async () => {
    const byExternalId = { externalIdField: "CUSTOM", externalIdCustomPath: "externalId" };
    const [one, other] = [await network.connect(byExternalId), await network.connect(byExternalId)];
    const users = [
      await network.addUser(one, COMPOSED, { externalId: COMPOSED }),
      await network.addUser(other, DECOMPOSED, { externalId: DECOMPOSED }),
    ];
    const identities = await Promise.all(users.map((id) => network.identityOf(id)));
    expect(identities).toMatchObject([
      { name: COMPOSED, externalId: COMPOSED },
      { name: DECOMPOSED, externalId: DECOMPOSED },
    ]);
    await network.addUser(to, "ada", { externalId: COMPOSED });
    expect(await idsFound("/Users", `externalId eq "${DECOMPOSED}"`)).toEqual([]);
  });
});

describe("characters that a person cannot see", () => {
  const INVISIBLE = [
    ..."\u0001\t\n\u001f\u007f\u0080\u009f\u200b\u2060\ufeff",
    // These turn the direction of a text.
    ..."\u061c\u200e\u200f\u202a\u202e\u2066\u2069",
  ];
  const code = (character: string) =>
    `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

  test("are refused in a new text, whatever the attribute, and the answer names both", async () => {
    const group = await network.addGroup(to, "Sales");
    for (const character of INVISIBLE) {
      const text = `a${character}b`;
      const answers = [
        await post("/Users", { userName: text }),
        await post("/Users", { userName: "x", externalId: text }),
        await post("/Users", { userName: "x", emails: [{ value: text }] }),
        await post("/Groups", { displayName: text }),
        await network.server.scim(to, "PUT", `/Groups/${group}`, { displayName: text }),
        await network.tryPatch(to, `/Groups/${group}`, { op: "replace", path: "displayName", value: text }),
      ];
      const names = [
        "userName",
        "externalId",
        "emails[0].value",
        "displayName",
        "displayName",
        "displayName",
      ];
      expect(answers.map(refusal)).toEqual(
        names.map((name) =>
          expect.objectContaining({
            status: 400,
            scimType: "invalidValue",
            detail: `${name} has the invisible character ${code(character)}; send it without`,
          }),
        ),
      );
    }
  });

  test("are refused in a PATCH of a user, which then changes nothing", async () => {
    const id = await network.addUser(to, "ada");
    const path = "name.familyName";
    const answer = await network.tryPatch(to, `/Users/${id}`, { op: "add", path, value: "Love\u202elace" });
    expect(refusal(answer)).toMatchObject({ status: 400, scimType: "invalidValue" });
    const { body } = await network.server.scim(to, "GET", `/Users/${id}`);
    expect(body).not.toHaveProperty("name");
  });

  test.each(["\u200c", "\u200d"])(
    "the joiner %j is refused in userName only: Persian names need it",
    async (joiner) => {
      const text = `\u0645\u06cc${joiner}\u062e\u0648\u0627\u0647\u0645`;
      expect(refusal(await post("/Users", { userName: text }))).toMatchObject({ status: 400 });
      await network.addUser(to, "ada", { displayName: text, name: { formatted: text }, title: text });
      await network.addGroup(to, text);
    },
  );

  test("RFC 7643 section 4.1.2: an address may have several lines", async () => {
    const address = { formatted: "100 Way\nHollywood", streetAddress: "100\r\n\tWay" };
    const id = await network.addUser(to, "ada", { addresses: [address] });
    const { body } = await network.server.scim(to, "GET", `/Users/${id}`);
    expect(body).toMatchObject({ addresses: [address] });
    const hidden = { userName: "bob", addresses: [{ formatted: "100\u200b\n" }] };
    expect(refusal(await post("/Users", hidden))).toMatchObject({ status: 400 });
  });

  test("an extension that the server does not know may have several lines too", async () => {
    await network.addUser(to, "ada", { "urn:acme:2.0:User": { note: "one\n\ttwo" } });
    const hidden = { userName: "bob", "urn:acme:2.0:User": { note: "one\u202etwo" } };
    expect(refusal(await post("/Users", hidden))).toMatchObject({ status: 400 });
  });
});
