import { edgeDetail } from "../../../../src/contract/common";
import { jwtSigner, jwtSignerList } from "../../../../src/contract/edge/jwt-signer";
import { CERTIFICATE_ONE, CERTIFICATE_TWO } from "../support/certificates";
import { EdgeApi, expectDone, expectError, fitting } from "../support/edge-api";
import { fresh, POLICIES, policy, refusals, SIGNERS, signer } from "../support/policies-and-signers";

let api: EdgeApi;

beforeAll(async () => {
  api = await EdgeApi.start();
});
afterAll(() => api.server.stop());

const withCertificate = (pem: string, changes: Record<string, unknown> = {}) => {
  const { jwksEndpoint: _endpoint, ...rest } = signer(changes);
  return { ...rest, certPem: pem };
};

describe("external JWT signers", () => {
  test("shows what was created, with defaults for the rest", async () => {
    const body = signer({
      tags: { team: "platform" },
      scopes: ["openid"],
      clientId: "abc",
      useExternalId: true,
    });
    const id = await api.create(SIGNERS, body);
    const at = api.server.now.toISOString();
    expect(await api.read(SIGNERS, id)).toEqual({
      ...body,
      id,
      certPem: null,
      kid: null,
      claimsProperty: "/sub",
      externalAuthUrl: null,
      targetToken: "ACCESS",
      commonName: null,
      fingerprint: null,
      notBefore: null,
      notAfter: null,
      enrollToCertEnabled: false,
      enrollToTokenEnabled: false,
      enrollAuthPolicyId: "default",
      enrollNameClaimsSelector: "/sub",
      enrollAttributeClaimsSelector: "",
      createdAt: at,
      updatedAt: at,
      _links: { self: { href: `./external-jwt-signers/${id}` } },
      managedBy: null,
    });
    const listed = fitting(
      jwtSignerList,
      await api.call("GET", `/${SIGNERS}?filter=issuer="${body.issuer}"`),
    );
    expect(listed.data).toMatchObject([{ id }]);
  });

  test("shows the facts of its certificate, and no kid when it has none", async () => {
    const { pem, ...facts } = CERTIFICATE_ONE;
    const id = await api.create(SIGNERS, withCertificate(pem));
    const { data } = fitting(edgeDetail(jwtSigner), await api.call("GET", `/${SIGNERS}/${id}`));
    expect(data).toMatchObject({ ...facts, certPem: pem, jwksEndpoint: null, kid: null });
    expectDone(await api.call("DELETE", `/${SIGNERS}/${id}`));
  });

  test("drops the certificate when a PATCH sets a JWKS endpoint", async () => {
    const id = await api.create(SIGNERS, withCertificate(CERTIFICATE_ONE.pem));
    const change = { certPem: null, jwksEndpoint: "https://idp.example/keys" };
    expectDone(await api.call("PATCH", `/${SIGNERS}/${id}`, change));
    expect(await api.read(SIGNERS, id)).toMatchObject({
      ...change,
      fingerprint: null,
      commonName: null,
      notAfter: null,
    });
  });

  test.each([
    ["no certificate", "certificate"],
    ["two certificates", CERTIFICATE_ONE.pem + CERTIFICATE_TWO.pem],
    ["a certificate that cannot be read", CERTIFICATE_ONE.pem.replace("MIIB", "AAAA")],
  ])("refuses a certPem with %s", async (_what, certPem) => {
    const answer = await api.call("POST", `/${SIGNERS}`, withCertificate(certPem));
    expectError(answer, 400, "INVALID_CERT_PEM", "certPem");
  });

  test.each([
    ["neither certPem nor jwksEndpoint", "certPem", { jwksEndpoint: undefined }],
    ["both", "jwksEndpoint", { certPem: CERTIFICATE_TWO.pem }],
    ["an empty certPem beside a jwksEndpoint", "jwksEndpoint", { certPem: "" }],
    ["an empty jwksEndpoint alone", "certPem", { jwksEndpoint: "" }],
    ["a jwksEndpoint that is no URL", "jwksEndpoint", { jwksEndpoint: "keys" }],
    ["a jwksEndpoint in a file", "jwksEndpoint", { jwksEndpoint: "file:///etc/keys" }],
    ["no issuer", "issuer", { issuer: undefined }],
    ["a blank issuer", "issuer", { issuer: "  " }],
    ["no audience", "audience", { audience: undefined }],
    ["no enabled", "enabled", { enabled: undefined }],
    ["a blank name", "name", { name: "" }],
    ["an unknown target token", "targetToken", { targetToken: "REFRESH" }],
    ["a scope that is no text", "scopes.0", { scopes: [1] }],
  ])("refuses %s", async (_what, field, changes) => {
    const answer = await api.call("POST", `/${SIGNERS}`, signer(changes));
    expectError(answer, 400, "COULD_NOT_VALIDATE", field);
  });

  test("reads a blank audience and external URL as null, and keeps a blank kid, for any number", async () => {
    for (const body of [signer(), signer()]) {
      const id = await api.create(SIGNERS, { ...body, audience: " ", externalAuthUrl: "", kid: "" });
      expect(await api.read(SIGNERS, id)).toMatchObject({ audience: null, externalAuthUrl: null, kid: "" });
    }
  });

  test.each(["name", "issuer", "kid", "certPem"])(
    "refuses a %s that another object has, by every verb",
    async (field) => {
      const first = withCertificate(CERTIFICATE_TWO.pem, { kid: fresh("kid") }) as Record<string, unknown>;
      const firstId = await api.create(SIGNERS, first);
      const secondId = await api.create(SIGNERS, signer({ kid: fresh("kid") }));
      const { jwksEndpoint, ...rest } = signer({ kid: fresh("kid") });
      const body =
        field === "certPem"
          ? { ...rest, jwksEndpoint: null, certPem: first.certPem }
          : { ...rest, jwksEndpoint, [field]: first[field] };
      for (const answer of await refusals(api, SIGNERS, secondId, body)) {
        const { message } = expectError(answer, 400, "COULD_NOT_VALIDATE", field);
        expect(message).toContain(firstId);
      }
      expectDone(await api.call("DELETE", `/${SIGNERS}/${firstId}`));
    },
  );

  test("issuers that differ in case or in a slash at the end are different", async () => {
    const { issuer } = signer();
    for (const each of [issuer, `${issuer}/`, issuer.toUpperCase()]) {
      await api.create(SIGNERS, signer({ issuer: each }));
    }
  });

  test("PATCH changes only the fields that it holds", async () => {
    const body = signer({ tags: { a: "1" }, useExternalId: true, targetToken: "ID", kid: fresh("kid") });
    const id = await api.create(SIGNERS, body);
    expectDone(await api.call("PATCH", `/${SIGNERS}/${id}`, { enabled: false }));
    expect(await api.read(SIGNERS, id)).toMatchObject({ ...body, enabled: false });
    expectDone(await api.call("PATCH", `/${SIGNERS}/${id}`, { tags: { b: "2" }, targetToken: null }));
    expect(await api.read(SIGNERS, id)).toMatchObject({ tags: { b: "2" }, targetToken: "ACCESS" });
  });

  test("PUT resets the fields that it leaves out", async () => {
    const id = await api.create(
      SIGNERS,
      signer({ tags: { a: "1" }, useExternalId: true, claimsProperty: "email" }),
    );
    api.server.advance(60);
    expectDone(await api.call("PUT", `/${SIGNERS}/${id}`, signer()));
    expect(await api.read(SIGNERS, id)).toMatchObject({
      tags: {},
      useExternalId: false,
      claimsProperty: "/sub",
      updatedAt: api.server.now.toISOString(),
    });
  });

  test.each([
    ["an unknown policy", 404, "NOT_FOUND", { enrollAuthPolicyId: "nowhere" }],
    ["a policy without certificates", 400, "COULD_NOT_VALIDATE", { enrollToCertEnabled: true }],
    ["a policy without external JWTs", 400, "COULD_NOT_VALIDATE", { enrollToTokenEnabled: true }],
  ])("refuses to enroll to %s", async (_what, status, code, changes) => {
    const { primary, ...rest } = policy();
    const extJwt = { allowed: false, allowedSigners: [] };
    const enrollAuthPolicyId = await api.create(POLICIES, { ...rest, primary: { ...primary, extJwt } });
    const answer = await api.call("POST", `/${SIGNERS}`, signer({ enrollAuthPolicyId, ...changes }));
    expectError(answer, status, code, "enrollAuthPolicyId");
  });

  test.each(["primary", "secondary"])(
    "one that a policy names as %s stays, and the error names the policy",
    async (place) => {
      const id = await api.create(SIGNERS, signer());
      const body = policy();
      if (place === "primary") body.primary.extJwt.allowedSigners = [id, id];
      else body.secondary.requireExtJwtSigner = id;
      const policyId = await api.create(POLICIES, body);
      const refused = await api.call("DELETE", `/${SIGNERS}/${id}`);
      const { message } = expectError(refused, 409, "CAN_NOT_DELETE_REFERENCED_ENTITY", "id");
      expect(message).toContain(`1 auth policy ("${body.name}")`);
      expectDone(await api.call("DELETE", `/${POLICIES}/${policyId}`));
      expectDone(await api.call("DELETE", `/${SIGNERS}/${id}`));
    },
  );

  test.each([
    ['audience = "only here"', { audience: "only here" }],
    ['enabled = false and targetToken = "ID"', { enabled: false, targetToken: "ID" }],
    ['kid in ["k-1", "k-2"]', { kid: "k-1" }],
    ['issuer contains "rare" and useExternalId', { issuer: "https://rare.example", useExternalId: true }],
  ])("is found by %s", async (filter, changes) => {
    const body = signer(changes);
    const id = await api.create(SIGNERS, body);
    expect(await api.names(SIGNERS, filter)).toEqual([body.name]);
    expectDone(await api.call("DELETE", `/${SIGNERS}/${id}`));
  });
});
