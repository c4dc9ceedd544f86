import { randomBytes } from "node:crypto";
import { MAX_BODY, MAX_INDEXED_TEXT, MAX_RESOURCE, MAX_TEXT } from "../../../src/server/scim/size-limits";
import { Network, policyBody, signerBody } from "../support/network";
import type { Answer } from "../support/running-server";

// The bounds hold on both engines alike. PostgreSQL itself refuses 2,800 random bytes in an index.
const EXTENSION = "urn:example:params:scim:schemas:extension:notes:2.0:User";

let network: Network;
beforeAll(async () => {
  network = await Network.start();
});
afterAll(() => network.stop());

/** A text that no database can make shorter. */
const text = (bytes: number) => randomBytes(bytes).toString("base64").slice(0, bytes);

const refusal = (answer: Answer) => ({ status: answer.status, body: answer.body });

const users: readonly [string, (long: string) => object][] = [
  ["userName", (long) => ({ userName: long })],
  ["externalId", (long) => ({ externalId: long })],
  ["displayName", (long) => ({ displayName: long })],
  ["nickName", (long) => ({ nickName: long })],
  ["name.formatted", (long) => ({ name: { formatted: long } })],
  ["emails[0].value", (long) => ({ emails: [{ value: long }] })],
  ["roles[0].value", (long) => ({ roles: [{ value: long }] })],
  ["entitlements[0].value", (long) => ({ entitlements: [{ value: long }] })],
];

test.each(users)("%s of a user takes 1,024 bytes and no more", async (at, attributes) => {
  const to = await network.connect();
  const push = (bytes: number) =>
    network.server.scim(to, "POST", "/Users", {
      userName: network.fresh("user"),
      ...attributes(text(bytes)),
    });
  expect((await push(MAX_INDEXED_TEXT)).status).toBe(201);
  expect(refusal(await push(MAX_INDEXED_TEXT + 1))).toMatchObject({
    status: 400,
    body: { scimType: "invalidValue", detail: `${at} has 1025 bytes; at most 1024 are allowed` },
  });
});

test.each(["displayName", "externalId"])("%s of a group takes 1,024 bytes and no more", async (name) => {
  const to = await network.connect();
  const push = (bytes: number) =>
    network.server.scim(to, "POST", "/Groups", { displayName: "Sales", [name]: text(bytes) });
  expect((await push(MAX_INDEXED_TEXT)).status).toBe(201);
  expect(refusal(await push(MAX_INDEXED_TEXT + 1))).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining(`${name} has 1025 bytes`) },
  });
});

test("bytes count in UTF-8", async () => {
  const to = await network.connect();
  const push = (displayName: string) =>
    network.server.scim(to, "POST", "/Users", { userName: network.fresh("user"), displayName });
  expect((await push("é".repeat(512))).status).toBe(201);
  expect((await push("é".repeat(513))).status).toBe(400);
});

test("any other text takes 64 KiB and no more, in POST, PUT and PATCH", async () => {
  const to = await network.connect();
  const userName = network.fresh("user");
  const id = await network.addUser(to, userName, { title: text(MAX_TEXT) });
  const title = text(MAX_TEXT + 1);
  const detail = "title has 65537 bytes; at most 65536 are allowed";
  const ways = [
    await network.server.scim(to, "POST", "/Users", { userName: network.fresh("user"), title }),
    await network.server.scim(to, "PUT", `/Users/${id}`, { userName, title }),
    await network.tryPatch(to, `/Users/${id}`, { op: "replace", path: "title", value: title }),
  ];
  for (const answer of ways) expect(refusal(answer)).toMatchObject({ status: 400, body: { detail } });
});

test("a user or group takes 1 MiB of attributes and no more", async () => {
  const to = await network.connect();
  const notes = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`note${at}`, text(MAX_TEXT)]));
  for (const [path, name] of [
    ["/Users", "userName"],
    ["/Groups", "displayName"],
  ] as const) {
    const push = (count: number) =>
      network.server.scim(to, "POST", path, { [name]: network.fresh("one"), [EXTENSION]: notes(count) });
    expect((await push(15)).status).toBe(201);
    expect(refusal(await push(16))).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining(`at most ${MAX_RESOURCE} are allowed`) },
    });
  }
});

test("what a mapping makes an external ID takes 1,024 bytes and no more", async () => {
  const to = await network.connect({ externalIdField: "CUSTOM", externalIdCustomPath: "title" });
  const push = (bytes: number) =>
    network.server.scim(to, "POST", "/Users", { userName: network.fresh("user"), title: text(bytes) });
  expect((await push(MAX_INDEXED_TEXT)).status).toBe(201);
  expect(refusal(await push(MAX_INDEXED_TEXT + 1))).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining("title") },
  });
});

test("a new mapping is refused when a text is too long for an external ID", async () => {
  const to = await network.connect();
  await network.addUser(to, network.fresh("user"), { title: text(5_000) });
  const answer = await network.setMapping(to, {
    identityNameField: "USER_NAME",
    authPolicyId: "default",
    externalIdField: "CUSTOM",
    externalIdCustomPath: "title",
  });
  expect(refusal(answer)).toMatchObject({ status: 409, body: { errors: [expect.stringContaining("1024")] } });
});

test("indexed texts of the management and edge APIs take 1,024 bytes and no more", async () => {
  const long = text(MAX_INDEXED_TEXT + 1);
  const identity = { name: network.fresh("identity"), type: "Default", isAdmin: false };
  const { networkId } = network.server.running;
  const answers = [
    await network.server.api("POST", "/scim/v1/integrations", { networkId, name: long }),
    await network.server.edge("POST", "/identities", { ...identity, name: long }),
    await network.server.edge("POST", "/identities", { ...identity, externalId: long }),
    await network.server.edge("POST", "/identities", { ...identity, roleAttributes: [long] }),
    await network.server.edge("POST", "/external-jwt-signers", signerBody("signer", { issuer: long })),
    await network.server.edge("POST", "/external-jwt-signers", signerBody("signer", { kid: long })),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400]);
});

test("names of the management and edge APIs have no invisible characters", async () => {
  const identity = { name: network.fresh("identity"), type: "Default", isAdmin: false };
  const { networkId } = network.server.running;
  const policy = await network.create("auth-policies", policyBody(network.fresh("policy")));
  const { id } = await network.connect();
  for (const character of ["\u0007", "\u0085", "\u200b", "\u2060", "\ufeff", "\u202e", "\u2066", "\u200f"]) {
    const name = `na${character}me`;
    const answers = [
      await network.server.api("POST", "/scim/v1/integrations", { networkId, name }),
      await network.server.api("PATCH", `/scim/v1/integrations/${id}`, { name }),
      await network.server.edge("POST", "/identities", { ...identity, name }),
      await network.server.edge("POST", "/identities", { ...identity, externalId: name }),
      await network.server.edge("POST", "/identities", { ...identity, roleAttributes: [name] }),
      await network.server.edge("POST", "/auth-policies", policyBody(name)),
      await network.server.edge("PATCH", `/auth-policies/${policy}`, { name }),
      await network.server.edge("PUT", `/auth-policies/${policy}`, policyBody(name)),
      await network.server.edge("POST", "/external-jwt-signers", signerBody(name)),
      await network.server.edge("POST", "/external-jwt-signers", signerBody("signer", { kid: name })),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
    const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    for (const { body } of answers)
      expect(JSON.stringify(body)).toContain(`has the invisible character ${code}`);
  }
});

test("a SCIM body takes 16 MiB and no more", async () => {
  const to = await network.connect();
  const push = (bytes: number) => {
    const empty = JSON.stringify({ userName: "", password: "" }).length;
    const userName = network.fresh("user");
    const password = "x".repeat(bytes - empty - userName.length);
    return network.server.scim(to, "POST", "/Users", { userName, password });
  };
  expect((await push(MAX_BODY)).status).toBe(201);
  expect(refusal(await push(MAX_BODY + 1))).toMatchObject({
    status: 413,
    body: { detail: `the body is larger than ${MAX_BODY} bytes` },
  });
});

test.each(["/Bulk", "/bulk", "/BULK/", "//Bulk", "/%42ulk"])(
  "a bulk body at %s takes 1 MiB, and the refusal says so",
  async (path) => {
    const to = await network.connect();
    const answer = await network.server.scim(to, "POST", path, { pad: "x".repeat(1024 * 1024) });
    expect(refusal(answer)).toMatchObject({
      status: 413,
      body: { detail: expect.stringContaining("1048576") },
    });
  },
);
