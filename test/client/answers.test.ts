import type { Client } from "../../src/client/client";
import { ApiContractError } from "../../src/client/errors/api-contract-error";
import { NotFoundError } from "../../src/client/errors/not-found-error";
import {
  edgeErrorBody,
  edgePage,
  gatewayErrorBody,
  INTEGRATION_ID,
  integrationBody,
  type Loopback,
  NETWORK_ID,
  policyBody,
  type Route,
  signerBody,
} from "../support/fake-api/loopback";
import { asked, startSignedIn, thrown } from "../support/fake-api/signed-in";

const INTEGRATION_PATH = `/scim/v1/integrations/${INTEGRATION_ID}`;
const EDGE = "/edge/management/v1";

let server: Loopback;
let client: Client;

async function start(route: Route): Promise<void> {
  ({ server, client } = await startSignedIn(route));
}
afterEach(async () => {
  client.close();
  await server.stop();
});

describe("answers that are no success", () => {
  test("a gateway error keeps its fields", async () => {
    const fieldErrors = [{ field: "name", reason: "is already taken" }];
    await start(() => ({ status: 409, body: gatewayErrorBody(409, "CONFLICT", ["duplicate"], fieldErrors) }));
    const failure = await thrown(client.integrations.patch(INTEGRATION_ID, { name: "Entra" }));
    expect(failure).toMatchObject({ status: 409, label: "CONFLICT", fieldErrors, traceId: "trace-7" });
    expect(failure.message).toBe(
      `PATCH ${INTEGRATION_PATH} answered 409 CONFLICT: duplicate; name: is already taken (trace trace-7)`,
    );
  });

  test("an edge error keeps the field that caused it", async () => {
    const cause = { field: "name", reason: "duplicate value 'Staff'", value: "Staff" };
    await start(() => ({
      status: 400,
      body: edgeErrorBody("COULD_NOT_VALIDATE", "The supplied request failed", cause),
    }));
    const failure = await thrown(client.authPolicies.get("policy-1"));
    expect(failure).toMatchObject({
      status: 400,
      label: "COULD_NOT_VALIDATE",
      fieldErrors: [{ field: "name", reason: "duplicate value 'Staff'" }],
      traceId: "request-9",
    });
  });

  test("a 404 of the API is a NotFoundError", async () => {
    await start(() => ({ status: 404, body: gatewayErrorBody(404, "NOT_FOUND", ["no such integration"]) }));
    await expect(client.integrations.get(INTEGRATION_ID)).rejects.toBeInstanceOf(NotFoundError);
  });

  test.each([
    ["a page of HTML", { status: 404, headers: { "content-type": "text/html" }, body: "<h1>Not Found</h1>" }],
    ["JSON of somebody else", { status: 404, body: { message: "no Route matched with those values" } }],
    ["nothing", { status: 404 }],
  ])("a 404 that is %s does not prove that the object is gone", async (_, answer) => {
    await start(() => answer);
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure).toBeInstanceOf(ApiContractError);
    expect(failure.message).toContain("api_url");
  });

  test("HTML with status 200 is named as such", async () => {
    await start(() => ({ headers: { "content-type": "text/html; charset=utf-8" }, body: "<html></html>" }));
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure.message).toMatch(/answered 200 with text\/html where JSON was expected.*api_url/);
  });

  test("an error that a controller answers with 200 counts as the error that it is", async () => {
    const missing = { status: 200, body: edgeErrorBody("NOT_FOUND", "not found") };
    await start(() => missing);
    await expect(client.authPolicies.get("policy-1")).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.authPolicies.delete("policy-1")).rejects.toMatchObject({ status: 404 });
    await expect(client.jwtSigners.list()).rejects.toMatchObject({ status: 404, label: "NOT_FOUND" });
  });

  test("a request never asks for Brotli, with which a controller answers 200 to everything", async () => {
    await start(() => ({ body: integrationBody() }));
    await client.integrations.get(INTEGRATION_ID);
    expect(server.received.map(({ headers }) => headers["accept-encoding"])).toEqual(["gzip", "gzip"]);
  });

  test("cut-off JSON is an ApiContractError", async () => {
    await start(() => ({ headers: { "content-type": "application/json" }, body: '{"id": "0b7' }));
    await expect(client.integrations.get(INTEGRATION_ID)).rejects.toBeInstanceOf(ApiContractError);
  });

  test("a value that does not fit names the field and the reason, never the value", async () => {
    await start(() => ({ body: integrationBody({ hasAuthToken: "tell nobody" }) }));
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure).toBeInstanceOf(ApiContractError);
    expect(failure.message).toMatch(new RegExp(`GET ${INTEGRATION_PATH} .*hasAuthToken: .*boolean`));
    expect(failure.message).not.toContain("tell nobody");
  });

  test("a redirect is not followed", async () => {
    await start(() => ({ status: 302, headers: { location: "http://127.0.0.1:1/" } }));
    await expect(client.integrations.get(INTEGRATION_ID)).rejects.toThrow(/answered 302/);
    expect(asked(server)).toHaveLength(1);
  });

  test("a secret the server echoes is masked", async () => {
    await start(() => ({
      status: 400,
      body: gatewayErrorBody(400, "BAD_REQUEST", ["bad header Bearer bearer-1"]),
    }));
    const failure = await thrown(client.integrations.get(INTEGRATION_ID));
    expect(failure.message).toContain("Bearer ********");
    expect(failure.message).not.toContain("bearer-1");
  });
});

describe("lists", () => {
  test("of the gateway are read to the last page", async () => {
    await start(({ url }) => {
      const number = Number(new URL(url, "http://x").searchParams.get("page"));
      const id = INTEGRATION_ID.replace(/.$/, String(number));
      const page = { number, size: 100, totalElements: 3, totalPages: 3 };
      return { body: { _embedded: { integrationList: [integrationBody({ id })] }, page } };
    });
    const found = await client.integrations.list({ networkId: NETWORK_ID });
    expect(found.map(({ id }) => id.at(-1))).toEqual(["0", "1", "2"]);
  });

  test("are filtered with the name quoted", async () => {
    await start(() => ({ body: edgePage([], 0) }));
    await client.jwtSigners.list({ name: 'a" or true or name = "' });
    expect(asked(server)[0]).toContain(String.raw`filter=name = "a\" or true or name = \""`);
  });
});

describe("what a real controller does", () => {
  test("a create answers the id alone, so the object is read", async () => {
    await start(({ method }) =>
      method === "POST"
        ? { status: 201, body: { data: { id: "policy-1", _links: {} }, meta: {} } }
        : { body: { data: policyBody(), meta: {} } },
    );
    const ids: string[] = [];
    const { id, createdAt, updatedAt, ...settings } = policyBody();
    const created = await client.authPolicies.create(
      { ...settings, primary: { ...settings.primary, extJwt: { allowed: true, allowedSigners: [] } } },
      { onCreated: (made) => ids.push(made) },
    );
    expect(created.item?.primary.extJwt.allowedSigners).toEqual([]);
    expect(ids).toEqual(["policy-1"]);
    expect(asked(server)).toEqual([`POST ${EDGE}/auth-policies`, `GET ${EDGE}/auth-policies/policy-1`]);
  });

  test("tags of a signer dropped by the create are sent again, and blanks are never sent", async () => {
    let tags = {};
    await start(({ method, body }) => {
      if (method === "POST") return { status: 201, body: { data: { id: "signer-1" }, meta: {} } };
      if (method === "PUT") tags = JSON.parse(body).tags;
      return method === "PUT" ? {} : { body: { data: signerBody({ tags }), meta: {} } };
    });
    const created = await client.jwtSigners.create({
      name: "Okta",
      enabled: true,
      issuer: "https://idp.example.com",
      audience: "openziti",
      jwksEndpoint: "https://idp.example.com/keys",
      certPem: null,
      kid: "",
      claimsProperty: null,
      useExternalId: true,
      clientId: null,
      scopes: [],
      externalAuthUrl: null,
      targetToken: "ACCESS",
      tags: { team: "identity" },
    });
    expect(created.item?.tags).toEqual({ team: "identity" });
    const sent = server.received
      .filter(({ method }) => method === "PUT" || method === "POST")
      .filter(({ url }) => url.startsWith(EDGE));
    expect(sent.map(({ method }) => method)).toEqual(["POST", "PUT"]);
    for (const { body } of sent) {
      expect(Object.keys(JSON.parse(body))).not.toEqual(expect.arrayContaining(["kid"]));
      expect(Object.keys(JSON.parse(body))).not.toEqual(expect.arrayContaining(["certPem"]));
    }
  });

  test("an update by PUT may be answered with an empty 200", async () => {
    await start(({ method }) => (method === "PUT" ? {} : { body: { data: signerBody(), meta: {} } }));
    const { id, commonName, fingerprint, notBefore, notAfter, createdAt, updatedAt, ...settings } =
      signerBody();
    await expect(
      client.jwtSigners.update("signer-1", { ...settings, scopes: [], targetToken: "ACCESS" }),
    ).resolves.toMatchObject({ id: "signer-1" });
  });
});
