import { edgeDetail } from "../../../../src/contract/common";
import { authPolicy, authPolicyList } from "../../../../src/contract/edge/auth-policy";
import { EdgeApi, expectDone, expectError, fitting } from "../support/edge-api";
import { fresh, POLICIES, policy, refusals, SIGNERS, signer } from "../support/policies-and-signers";

let api: EdgeApi;

beforeAll(async () => {
  api = await EdgeApi.start();
});
afterAll(() => api.server.stop());

describe("auth policies", () => {
  test("the default one exists, allows everything and requires no second factor", async () => {
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

  test("a create answers with only the id and a link", async () => {
    const answer = await api.call("POST", `/${POLICIES}`, policy());
    expect(answer.status).toBe(201);
    const { id } = (answer.body as { data: { id: string } }).data;
    expect(answer.body).toEqual({
      data: { id, _links: { self: { href: `./auth-policies/${id}` } } },
      meta: {},
    });
    expect(id).toMatch(/^[A-Za-z0-9]{5,}$/);
  });

  test("shows what was created, by id and in the list", async () => {
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
      managedBy: null,
    });
    const listed = fitting(authPolicyList, await api.call("GET", `/${POLICIES}?filter=id="${id}"`));
    expect(listed.data).toMatchObject([{ id, name: body.name }]);
  });

  test("PUT replaces the settings and resets the fields that it leaves out", async () => {
    const id = await api.create(POLICIES, policy());
    const { tags: _tags, ...body } = policy();
    expectDone(await api.call("PUT", `/${POLICIES}/${id}`, body));
    expect(await api.read(POLICIES, id)).toMatchObject({ name: body.name, tags: {} });
  });

  test("PATCH changes only the fields that it holds, at any depth", async () => {
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

  test("raises a minimum that is too short to 5, and negative counts to 0", async () => {
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
    for (const answer of await refusals(api, POLICIES, id, policy({ name: "Default" }))) {
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
      for (const answer of await refusals(api, POLICIES, id, body)) {
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

  test("an unused one is gone after DELETE", async () => {
    const id = await api.create(POLICIES, policy());
    expectDone(await api.call("DELETE", `/${POLICIES}/${id}`));
    expectError(await api.call("DELETE", `/${POLICIES}/${id}`), 404, "NOT_FOUND");
  });

  test("one that an identity, an integration or a signer uses stays, and the error says so", async () => {
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
