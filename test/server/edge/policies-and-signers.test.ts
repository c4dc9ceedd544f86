import { authPolicy, authPolicyList } from "../../../src/contract/auth-policy";
import { edgeDetail } from "../../../src/contract/common";
import { jwtSigner, jwtSignerList } from "../../../src/contract/jwt-signer";
import { CERTIFICATE_ONE, CERTIFICATE_TWO } from "./support/certificates";
import { EdgeApi, expectDone, expectError, fitting } from "./support/edge-api";

const POLICIES = "auth-policies";
const SIGNERS = "external-jwt-signers";

let api: EdgeApi;

beforeAll(async () => {
  api = await EdgeApi.start();
});
afterAll(() => api.server.stop());

let count = 0;
const fresh = (what: string) => `${what} ${++count}`;

function policy(changes: Record<string, unknown> = {}) {
  return {
    name: fresh("policy"),
    primary: {
      cert: { allowed: false, allowExpiredCerts: false },
      extJwt: { allowed: true, allowedSigners: [] as string[] },
      updb: {
        allowed: false,
        minPasswordLength: 12,
        requireSpecialChar: true,
        requireNumberChar: false,
        requireMixedCase: true,
        maxAttempts: 3,
        lockoutDurationMinutes: 15,
      },
    },
    secondary: { requireTotp: false, requireExtJwtSigner: null as string | null },
    tags: { team: "platform", managed: true, note: null },
    ...changes,
  };
}

function signer(changes: Record<string, unknown> = {}) {
  return {
    name: fresh("signer"),
    enabled: true,
    issuer: `https://idp.example/${fresh("issuer")}`,
    audience: "netfoundry",
    jwksEndpoint: "https://idp.example/keys",
    ...changes,
  };
}

const withCertificate = (pem: string, changes: Record<string, unknown> = {}) => {
  const { jwksEndpoint: _endpoint, ...rest } = signer(changes);
  return { ...rest, certPem: pem };
};

/** The same call by every verb that writes a whole object. */
async function refusals(collection: string, id: string, body: unknown) {
  return [
    await api.call("POST", `/${collection}`, body),
    await api.call("PUT", `/${collection}/${id}`, body),
    await api.call("PATCH", `/${collection}/${id}`, body),
  ];
}

describe("auth policies", () => {
  test("the default one is there, allows everything and asks for no second factor", async () => {
    const { data } = fitting(edgeDetail(authPolicy), await api.call("GET", `/${POLICIES}/default`));
    expect(data).toMatchObject({
      id: "default",
      name: "Default",
      primary: {
        cert: { allowed: true, allowExpiredCerts: true },
        extJwt: { allowed: true, allowedSigners: [] },
        updb: { allowed: true, minPasswordLength: 5, maxAttempts: 0, lockoutDurationMinutes: 0 },
      },
      secondary: { requireTotp: false, requireExtJwtSigner: null },
    });
  });

  test("a create answers the id and a link alone", async () => {
    const answer = await api.call("POST", `/${POLICIES}`, policy());
    expect(answer.status).toBe(201);
    const { id } = (answer.body as { data: { id: string } }).data;
    expect(answer.body).toEqual({
      data: { id, _links: { self: { href: `./auth-policies/${id}` } } },
      meta: {},
    });
    expect(id).toMatch(/^[A-Za-z0-9]{5,}$/);
  });

  test("reads back what was created, by id and in the list", async () => {
    const body = policy();
    const id = await api.create(POLICIES, body);
    const at = api.server.now.toISOString();
    const read = await api.read(POLICIES, id);
    expect(read).toEqual({
      ...body,
      id,
      createdAt: at,
      updatedAt: at,
      _links: { self: { href: `./auth-policies/${id}` } },
    });
    const listed = fitting(authPolicyList, await api.call("GET", `/${POLICIES}?filter=id="${id}"`));
    expect(listed.data).toMatchObject([{ id, name: body.name }]);
  });

  test("PUT replaces, and resets what it does not name", async () => {
    const id = await api.create(POLICIES, policy());
    const { tags: _tags, ...body } = policy();
    expectDone(await api.call("PUT", `/${POLICIES}/${id}`, body));
    expect(await api.read(POLICIES, id)).toMatchObject({ name: body.name, tags: {} });
  });

  test("PATCH changes what it names, however deep, and nothing else", async () => {
    const body = policy();
    const id = await api.create(POLICIES, body);
    const change = { primary: { updb: { minPasswordLength: 20 } }, secondary: { requireTotp: true } };
    expectDone(await api.call("PATCH", `/${POLICIES}/${id}`, change));
    expect(await api.read(POLICIES, id)).toMatchObject({
      ...body,
      primary: { ...body.primary, updb: { ...body.primary.updb, minPasswordLength: 20 } },
      secondary: { requireTotp: true, requireExtJwtSigner: null },
    });
  });

  test("raises too short a minimum to 5 and negative counts to 0", async () => {
    const { primary, ...rest } = policy();
    const low = { minPasswordLength: 1, maxAttempts: -1, lockoutDurationMinutes: -7 };
    const body = { ...rest, primary: { ...primary, updb: { ...primary.updb, ...low } } };
    const id = await api.create(POLICIES, body);
    expect(await api.read(POLICIES, id)).toMatchObject({
      primary: { updb: { minPasswordLength: 5, maxAttempts: 0, lockoutDurationMinutes: 0 } },
    });
  });

  test("reads null allowed signers as none", async () => {
    const { primary, ...rest } = policy();
    const extJwt = { allowed: true, allowedSigners: null };
    const id = await api.create(POLICIES, { ...rest, primary: { ...primary, extJwt } });
    expect(await api.read(POLICIES, id)).toMatchObject({ primary: { extJwt: { allowedSigners: [] } } });
  });

  test.each([
    ["no name", "name", { name: undefined }],
    ["a blank name", "name", { name: " " }],
    ["no primary", "primary", { primary: undefined }],
    ["an updb that lacks a field", "primary.updb.maxAttempts", { updb: { maxAttempts: undefined } }],
    ["a count that is no whole number", "primary.updb.maxAttempts", { updb: { maxAttempts: 1.5 } }],
    ["a tag that is a number", "tags.cost", { tags: { cost: 5 } }],
  ])("refuses %s", async (_what, field, { updb, ...changes }: Record<string, unknown>) => {
    const body = policy(changes);
    const whole =
      updb === undefined
        ? body
        : { ...body, primary: { ...body.primary, updb: { ...body.primary.updb, ...(updb as object) } } };
    expectError(await api.call("POST", `/${POLICIES}`, whole), 400, "COULD_NOT_VALIDATE", field);
  });

  test("refuses a name that another one has, by every verb", async () => {
    const id = await api.create(POLICIES, policy());
    for (const answer of await refusals(POLICIES, id, policy({ name: "Default" }))) {
      const { message } = expectError(answer, 400, "COULD_NOT_VALIDATE", "name");
      expect(message).toContain('"Default" (default)');
    }
  });

  test("keeps its own name on a PUT", async () => {
    const body = policy();
    const id = await api.create(POLICIES, body);
    expectDone(await api.call("PUT", `/${POLICIES}/${id}`, body));
  });

  test.each([
    ["primary.extJwt.allowedSigners", { extJwt: ["nowhere"] }],
    ["secondary.requireExtJwtSigner", { second: "nowhere" }],
  ])(
    "answers NOT_FOUND for an unknown signer in %s",
    async (field, {
      extJwt = [],
      second = null,
    }: {
      extJwt?: string[];
      second?: string | null;
    }) => {
      const id = await api.create(POLICIES, policy());
      const body = policy();
      body.primary.extJwt.allowedSigners = extJwt;
      body.secondary.requireExtJwtSigner = second;
      for (const answer of await refusals(POLICIES, id, body)) {
        const { message } = expectError(answer, 404, "NOT_FOUND", field);
        expect(message).toContain('"nowhere"');
      }
    },
  );

  test("the default one can be changed but not deleted", async () => {
    const {
      tags: _tags,
      _links,
      id: _id,
      createdAt: _c,
      updatedAt: _u,
      ...body
    } = await api.read(POLICIES, "default");
    expectDone(await api.call("PUT", `/${POLICIES}/default`, { ...body, tags: { touched: true } }));
    const refused = await api.call("DELETE", `/${POLICIES}/default`);
    expectError(refused, 409, "CAN_NOT_DELETE_REFERENCED_ENTITY");
  });

  test("one that nothing uses is gone after DELETE", async () => {
    const id = await api.create(POLICIES, policy());
    expectDone(await api.call("DELETE", `/${POLICIES}/${id}`));
    expectError(await api.call("DELETE", `/${POLICIES}/${id}`), 404, "NOT_FOUND");
  });

  test("one that an identity, an integration or a signer uses stays, and the error names them", async () => {
    const body = policy();
    body.primary.cert.allowed = true;
    const id = await api.create(POLICIES, body);
    const user = await api.create("identities", {
      name: "Ann",
      type: "User",
      isAdmin: false,
      authPolicyId: id,
    });
    await api.server.integration("Okta", { authPolicyId: id });
    const signerId = await api.create(SIGNERS, signer({ name: "enroller", enrollAuthPolicyId: id }));
    const refused = await api.call("DELETE", `/${POLICIES}/${id}`);
    const { message } = expectError(refused, 409, "CAN_NOT_DELETE_REFERENCED_ENTITY", "id");
    expect(message).toContain('1 identity ("Ann")');
    expect(message).toContain('1 SCIM integration ("Okta")');
    expect(message).toContain('1 external JWT signer ("enroller")');
    expectDone(await api.call("DELETE", `/identities/${user}`));
    expectDone(await api.call("DELETE", `/${SIGNERS}/${signerId}`));
    const { message: rest } = expectError(
      await api.call("DELETE", `/${POLICIES}/${id}`),
      409,
      "CAN_NOT_DELETE_REFERENCED_ENTITY",
    );
    expect(rest).not.toContain("Ann");
  });

  test("an error counts the identities that it does not name", async () => {
    const id = await api.create(POLICIES, policy());
    for (let each = 0; each < 7; each++) {
      await api.create("identities", { name: fresh("many"), type: "User", isAdmin: false, authPolicyId: id });
    }
    const refused = await api.call("DELETE", `/${POLICIES}/${id}`);
    const { message } = expectError(refused, 409, "CAN_NOT_DELETE_REFERENCED_ENTITY");
    expect(message).toMatch(/7 identities \(("many \d+"(, )?){5} and 2 more\)/);
  });

  test.each([
    "primary.updb.minPasswordLength = 31",
    "primary.updb.minPasswordLength > 30",
    "primary.cert.allowExpiredCerts and not primary.cert.allowed",
    'tags.colour = "green"',
    "tags.urgent = true",
    'tags.colour contains "ree" and tags.urgent != false',
  ])("is found by %s", async (filter) => {
    const body = policy({ tags: { colour: "green", urgent: true } });
    body.primary.updb.minPasswordLength = 31;
    body.primary.cert.allowExpiredCerts = true;
    const id = await api.create(POLICIES, body);
    expect(await api.names(POLICIES, filter)).toEqual([body.name]);
    expectDone(await api.call("DELETE", `/${POLICIES}/${id}`));
  });
});

describe("external JWT signers", () => {
  test("reads back what was created, with the defaults of the rest", async () => {
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
    });
    const listed = fitting(
      jwtSignerList,
      await api.call("GET", `/${SIGNERS}?filter=issuer="${body.issuer}"`),
    );
    expect(listed.data).toMatchObject([{ id }]);
  });

  test("tells the facts of its certificate; without a kid it answers none", async () => {
    const { pem, ...facts } = CERTIFICATE_ONE;
    const id = await api.create(SIGNERS, withCertificate(pem));
    const { data } = fitting(edgeDetail(jwtSigner), await api.call("GET", `/${SIGNERS}/${id}`));
    expect(data).toMatchObject({ ...facts, certPem: pem, jwksEndpoint: null, kid: null });
    expectDone(await api.call("DELETE", `/${SIGNERS}/${id}`));
  });

  test("forgets the certificate when a PATCH moves it to a JWKS endpoint", async () => {
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

  test("reads a blank audience and external URL as null, and keeps a blank kid as sent, on any number", async () => {
    for (const body of [signer(), signer()]) {
      const id = await api.create(SIGNERS, { ...body, audience: " ", externalAuthUrl: "", kid: "" });
      expect(await api.read(SIGNERS, id)).toMatchObject({ audience: null, externalAuthUrl: null, kid: "" });
    }
  });

  test.each(["name", "issuer", "kid", "certPem"])(
    "refuses a %s that another one has, by every verb",
    async (field) => {
      const first = withCertificate(CERTIFICATE_TWO.pem, { kid: fresh("kid") }) as Record<string, unknown>;
      const firstId = await api.create(SIGNERS, first);
      const secondId = await api.create(SIGNERS, signer({ kid: fresh("kid") }));
      const { jwksEndpoint, ...rest } = signer({ kid: fresh("kid") });
      const body =
        field === "certPem"
          ? { ...rest, jwksEndpoint: null, certPem: first.certPem }
          : { ...rest, jwksEndpoint, [field]: first[field] };
      for (const answer of await refusals(SIGNERS, secondId, body)) {
        const { message } = expectError(answer, 400, "COULD_NOT_VALIDATE", field);
        expect(message).toContain(firstId);
      }
      expectDone(await api.call("DELETE", `/${SIGNERS}/${firstId}`));
    },
  );

  test("an issuer that differs by case or a slash at the end is another", async () => {
    const { issuer } = signer();
    for (const each of [issuer, `${issuer}/`, issuer.toUpperCase()]) {
      await api.create(SIGNERS, signer({ issuer: each }));
    }
  });

  test("PATCH changes what it names and nothing else", async () => {
    const body = signer({ tags: { a: "1" }, useExternalId: true, targetToken: "ID", kid: fresh("kid") });
    const id = await api.create(SIGNERS, body);
    expectDone(await api.call("PATCH", `/${SIGNERS}/${id}`, { enabled: false }));
    expect(await api.read(SIGNERS, id)).toMatchObject({ ...body, enabled: false });
    expectDone(await api.call("PATCH", `/${SIGNERS}/${id}`, { tags: { b: "2" }, targetToken: null }));
    expect(await api.read(SIGNERS, id)).toMatchObject({ tags: { b: "2" }, targetToken: "ACCESS" });
  });

  test("PUT resets what it does not name", async () => {
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
    "one that a policy names as %s stays, and the error names it",
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
