import * as z from "zod/mini";
import { edgeDetail } from "../../../src/contract/common";
import { authPolicy } from "../../../src/contract/edge/auth-policy";
import { jwtSigner } from "../../../src/contract/edge/jwt-signer";
import { CERTIFICATE_ONE, CERTIFICATE_TWO } from "../edge/support/certificates";
import { Network, policyBody, signerBody } from "../support/network";
import { type Answer, read } from "../support/running-server";

let network: Network;
beforeAll(async () => {
  network = await Network.start();
});
afterAll(() => network.stop());

const edge = (method: string, path: string, body?: object) => network.server.edge(method, path, body);
const paged = z.object({ data: z.array(z.unknown()), meta: z.object({ pagination: z.unknown() }) });

function expectCode(answer: Answer, status: number, code: string): void {
  expect(answer).toMatchObject({ status, body: { error: { code } } });
}

describe("rule 21: what is unique", () => {
  test("rule 21: names, per kind and not empty", async () => {
    const name = network.fresh("same");
    const bodies = [
      ["auth-policies", policyBody(name), policyBody(" ")],
      ["external-jwt-signers", signerBody(name), signerBody(" ")],
      [
        "identities",
        { name, type: "Default", isAdmin: false },
        { name: "", type: "Default", isAdmin: false },
      ],
    ] as const;
    for (const [collection, body, nameless] of bodies) {
      await network.create(collection, body);
      expectCode(await edge("POST", `/${collection}`, body), 400, "COULD_NOT_VALIDATE");
      expectCode(await edge("POST", `/${collection}`, nameless), 400, "COULD_NOT_VALIDATE");
    }
  });

  test.each([
    ["issuer", { issuer: "https://one.example" }, { issuer: "https://one.example" }],
    ["kid", { kid: "k1" }, { kid: "k1" }],
    [
      "certificate",
      { jwksEndpoint: undefined, certPem: CERTIFICATE_ONE.pem },
      { jwksEndpoint: undefined, certPem: CERTIFICATE_ONE.pem, kid: "another" },
    ],
  ])("rule 21: %s among signers, on create and on update", async (_what, one, two) => {
    await network.create("external-jwt-signers", signerBody(network.fresh("signer"), one));
    const second = signerBody(network.fresh("signer"), two);
    expectCode(await edge("POST", "/external-jwt-signers", second), 400, "COULD_NOT_VALIDATE");
    const third = await network.create("external-jwt-signers", signerBody(network.fresh("signer")));
    expectCode(await edge("PUT", `/external-jwt-signers/${third}`, second), 400, "COULD_NOT_VALIDATE");
  });

  test("rule 21: externalId among identities, with its case", async () => {
    await network.createIdentity(network.fresh("one"), { externalId: "Ada" });
    const body = { name: network.fresh("two"), type: "Default", isAdmin: false };
    expectCode(await edge("POST", "/identities", { ...body, externalId: "Ada" }), 400, "COULD_NOT_VALIDATE");
    expect((await edge("POST", "/identities", { ...body, externalId: "ada" })).status).toBe(201);
  });
});

test("rule 22: a signer has a JWKS endpoint or one certificate; a blank text is neither", async () => {
  const both = signerBody(network.fresh("signer"), { certPem: CERTIFICATE_TWO.pem });
  const neither = signerBody(network.fresh("signer"), { jwksEndpoint: undefined });
  const two = { ...neither, certPem: CERTIFICATE_ONE.pem + CERTIFICATE_TWO.pem };
  for (const body of [both, neither, two, signerBody(network.fresh("signer"), { issuer: " " })]) {
    expect((await edge("POST", "/external-jwt-signers", body)).status).toBe(400);
  }
  const blank = signerBody(network.fresh("signer"), { audience: " ", externalAuthUrl: "" });
  const id = await network.create("external-jwt-signers", blank);
  const { data } = read(edgeDetail(jwtSigner), await edge("GET", `/external-jwt-signers/${id}`));
  expect(data).toMatchObject({ audience: null, externalAuthUrl: null });
  expect(
    (await network.identity(await network.createIdentity(network.fresh("i"), { externalId: " " })))
      .externalId,
  ).toBeNull();
});

test("rule 23: named signers exist, referenced objects stay, the default policy stays", async () => {
  const unknown = policyBody(network.fresh("policy"), { extJwt: { allowedSigners: ["nowhere"] } });
  expectCode(await edge("POST", "/auth-policies", unknown), 404, "NOT_FOUND");
  const second = policyBody(network.fresh("policy"), { secondary: { requireExtJwtSigner: "nowhere" } });
  expectCode(await edge("POST", "/auth-policies", second), 404, "NOT_FOUND");
  const signerId = await network.create("external-jwt-signers", signerBody(network.fresh("signer")));
  const allowing = policyBody(network.fresh("policy"), { extJwt: { allowedSigners: [signerId] } });
  const policyId = await network.create("auth-policies", allowing);
  await network.createIdentity(network.fresh("identity"), { authPolicyId: policyId });
  const inUse = "CAN_NOT_DELETE_REFERENCED_ENTITY";
  expectCode(await edge("DELETE", `/external-jwt-signers/${signerId}`), 409, inUse);
  expectCode(await edge("DELETE", `/auth-policies/${policyId}`), 409, inUse);
  expectCode(await edge("DELETE", "/auth-policies/default"), 409, inUse);
  expect((await edge("PATCH", "/auth-policies/default", { tags: { touched: true } })).status).toBe(200);
});

test("rule 24: a short minPasswordLength becomes five, and negative counts become 0", async () => {
  const updb = { minPasswordLength: 2, maxAttempts: -1, lockoutDurationMinutes: -3 };
  const id = await network.create("auth-policies", policyBody(network.fresh("policy"), { updb }));
  const { data } = read(edgeDetail(authPolicy), await edge("GET", `/auth-policies/${id}`));
  expect(data.primary.updb).toMatchObject({
    minPasswordLength: 5,
    maxAttempts: 0,
    lockoutDurationMinutes: 0,
  });
});

test("rule 25: a list has ten by default and 500 at most; a create answers with the id", async () => {
  const prefix = network.fresh("page");
  for (let at = 10; at < 22; at++) await network.createIdentity(`${prefix}-${at}`);
  const list = async (query: string) => {
    const filter = encodeURIComponent(`name contains "${prefix}-"`);
    return read(paged, await edge("GET", `/identities?filter=${filter}${query}`));
  };
  const first = await list("");
  expect(first.data).toHaveLength(10);
  expect(first.meta.pagination).toEqual({ limit: 10, offset: 0, totalCount: 12 });
  expect((await list("&offset=10")).data).toHaveLength(2);
  expect((await list("&limit=9999")).meta.pagination).toMatchObject({ limit: 500 });
  const made = await edge("POST", "/auth-policies", policyBody(network.fresh("policy")));
  expect(made).toMatchObject({ status: 201, body: { data: { id: expect.any(String) }, meta: {} } });
  expect(Object.keys((made.body as { data: object }).data).toSorted()).toEqual(["_links", "id"]);
});
