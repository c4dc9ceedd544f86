import { netfoundry } from "../../../src/provider/provider";
import { createDriver, type Driver, UNKNOWN } from "../../../src/tfplugin";
import { blockFor, FakeApi } from "../../support/fake-api/fake-api";
import { ACCEPTED, REFUSED } from "../../support/fake-api/jwt-check-body";
import { gatewayErrorBody, NETWORK_ID } from "../../support/fake-api/loopback";

const CHECK = "netfoundry_sign_in_check";
const SIGN_IN = "netfoundry_sign_in";
const TOKENS = { tokens: ["header.planted-payload.signature"] };
const CLAIMS = { issuer: "https://idp.example.com" };
const CHECKS = `/core/v3/networks/${NETWORK_ID}/jwt-checks`;

let api: FakeApi;
let driver: Driver;

beforeAll(async () => {
  api = new FakeApi();
  await api.start();
  driver = createDriver(netfoundry);
  await driver.configure(blockFor(api));
});
beforeEach(() => {
  api.signInCheck = ACCEPTED;
  api.override = () => null;
});
afterAll(() => api.stop());

const sent = () => api.bodies("POST", "/jwt-checks").at(-1);

describe.each([
  ["the ephemeral resource", (config: object) => driver.open(CHECK, { ...TOKENS, ...config })],
  ["the data source", (config: object) => driver.readData(SIGN_IN, { ...CLAIMS, ...config })],
])("%s", (_, ask) => {
  const asked = async (config: object = {}) => {
    const answer = await ask(config);
    return { result: "result" in answer ? answer.result : answer.state, said: answer.diagnostics };
  };

  test("tells who signs in, by which signer and under which policy", async () => {
    const { result, said } = await asked();
    expect(said).toEqual([]);
    expect(result).toMatchObject({
      accepted: true,
      verdict: "accepted",
      failure: null,
      failed_step: null,
      is_expected_identity: null,
      signer_name: "Okta",
      identity_id: "identity-1",
      identity_name: "ada@example.com",
      auth_policy_id: "policy-1",
      hints: [],
    });
  });

  test("gives a refused sign-in as data, with the step that fails and the hints", async () => {
    api.signInCheck = REFUSED;
    const { result, said } = await asked();
    expect(said.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(result).toMatchObject({
      accepted: false,
      failure: "AUDIENCE_MISMATCH",
      failed_step: "audience",
      identity_id: null,
      hints: [{ code: "AUDIENCE_OF_TOKEN", message: 'Set the audience of "Okta" to "other".' }],
    });
    expect(result?.steps).toContainEqual({
      step: "claim",
      outcome: "not-reached",
      failure: null,
      detail: "",
    });
  });

  test("does not accept another identity than the expected one", async () => {
    api.signInCheck = { ...ACCEPTED, isExpectedIdentity: false };
    const { result } = await asked({ expected_identity_id: "identity-2" });
    expect(result).toMatchObject({ accepted: false, verdict: "accepted", is_expected_identity: false });
    expect(sent()).toMatchObject({ expectedIdentityId: "identity-2" });
  });

  test("an expected identity that does not exist is an error at its attribute", async () => {
    const fieldErrors = [{ field: "expectedIdentityId", reason: "names no identity" }];
    const body = gatewayErrorBody(400, "BAD_REQUEST", ["names no identity"], fieldErrors);
    api.override = ({ url }) => (url === CHECKS ? { status: 400, body } : null);
    const { said } = await asked({ expected_identity_id: "identity-2" });
    expect(said).toMatchObject([{ severity: "error", summary: "Could not check the sign-in" }]);
    expect(JSON.stringify(said)).toContain("expected_identity_id");
  });

  test("an API without the call is named as such", async () => {
    api.signInCheck = null;
    const { said } = await asked();
    expect(said).toMatchObject([{ severity: "error", summary: "Could not check the sign-in" }]);
    expect(said[0]?.detail).toContain("NetFoundry has published no such call");
  });
});

describe("the ephemeral resource", () => {
  test("warns with the step and the hints, and never with the token", async () => {
    api.signInCheck = REFUSED;
    const { diagnostics } = await driver.open(CHECK, TOKENS);
    expect(diagnostics).toMatchObject([
      {
        severity: "warning",
        summary: "A sign-in would not be accepted",
        detail: 'The step audience fails: It is for "other". Set the audience of "Okta" to "other".',
      },
    ]);
    expect(JSON.stringify(diagnostics)).not.toContain("planted");
  });

  test("warns of another identity than the expected one", async () => {
    api.signInCheck = { ...ACCEPTED, isExpectedIdentity: false };
    const { diagnostics } = await driver.open(CHECK, { ...TOKENS, expected_identity_id: "other" });
    expect(diagnostics).toMatchObject([{ severity: "warning", summary: "Another identity would sign in" }]);
  });

  test("keeps the tokens out of sight", () => {
    expect(netfoundry.ephemerals?.[CHECK]?.schema.attributes.tokens).toMatchObject({ sensitive: true });
  });
});

describe("the claims of the data source", () => {
  test("are sent as a token has them: nested ones too, and one audience as a text", async () => {
    const claims_json = '{"realm_access":{"roles":["staff"]},"email":"other","exp":1}';
    await driver.readData(SIGN_IN, {
      ...CLAIMS,
      audiences: ["openziti"],
      claims: { email: "ada@example.com" },
      claims_json,
    });
    expect(sent()).toEqual({
      claims: {
        iss: CLAIMS.issuer,
        aud: "openziti",
        email: "ada@example.com",
        realm_access: { roles: ["staff"] },
        exp: 1,
      },
    });
    await driver.readData(SIGN_IN, { ...CLAIMS, audiences: ["a", "b"] });
    expect(sent()).toEqual({ claims: { iss: CLAIMS.issuer, aud: ["a", "b"] } });
  });

  test.each([
    [{ claims_json: "[1]" }, "claims_json is no JSON object"],
    [{ claims_json: "{" }, "claims_json is no JSON object"],
    [{ claims: { iss: "x" } }, "claims holds iss"],
    [{ claims_json: '{"aud":"x"}' }, "claims_json holds aud"],
  ])("%j is refused", async (config, summary) => {
    const { diagnostics } = await driver.readData(SIGN_IN, { ...CLAIMS, ...config });
    expect(diagnostics).toMatchObject([{ severity: "error", summary }]);
  });
});

test("values that are not known yet pass the validation", async () => {
  expect((await driver.validateEphemeral(CHECK, { tokens: UNKNOWN })).diagnostics).toEqual([]);
  const { diagnostics } = await driver.validateData(SIGN_IN, { issuer: UNKNOWN, claims: UNKNOWN });
  expect(diagnostics).toEqual([]);
});
