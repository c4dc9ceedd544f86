import { type JwtCheck, jwtCheck } from "../../../src/contract/gateway/jwt-check";
import { onControllers } from "../../support/openziti/controllers";
import { rawCalls } from "../../support/openziti/raw-calls";
import { Issuer, Loopback } from "../signin/support/issuer";
import { read } from "../support/running-server";
import { policyBody } from "./support/bodies";
import { OnNetwork } from "./support/networks";

jest.setTimeout(180_000);

const ISS = "https://idp.example/main";
const MINUTE = 60;
const seconds = () => Math.floor(Date.now() / 1000);
/** Who the identity provider pushed, by the auth policy that their mapping names. */
const PEOPLE = ["welcome", "leaver", "forbidden", "elsewhere", "totp", "second"] as const;
type Person = (typeof PEOPLE)[number];

interface SignIn {
  readonly label: string;
  readonly who: Person;
  readonly claims?: () => object;
  readonly header?: object;
  readonly failure: string | null;
  readonly isForged?: boolean;
}

const SIGN_INS: readonly SignIn[] = [
  { label: "a person who was pushed", who: "welcome", failure: null },
  { label: "an unknown issuer", who: "welcome", claims: () => ({ iss: "x" }), failure: "UNKNOWN_ISSUER" },
  {
    label: "a disabled signer",
    who: "welcome",
    claims: () => ({ iss: `${ISS}/off` }),
    failure: "SIGNER_DISABLED",
  },
  {
    label: "keys that cannot be read",
    who: "welcome",
    claims: () => ({ iss: `${ISS}/down` }),
    failure: "JWKS_UNREACHABLE",
  },
  { label: "no key id", who: "welcome", header: { kid: undefined }, failure: "NO_KID" },
  { label: "an unknown key id", who: "welcome", header: { kid: "k9" }, failure: "UNKNOWN_KID" },
  { label: "the signature of another key", who: "welcome", isForged: true, failure: "BAD_SIGNATURE" },
  {
    label: "an expired token",
    who: "welcome",
    claims: () => ({ exp: seconds() - MINUTE }),
    failure: "EXPIRED",
  },
  {
    label: "a token for later",
    who: "welcome",
    claims: () => ({ nbf: seconds() + MINUTE }),
    failure: "NOT_YET_VALID",
  },
  {
    label: "another audience",
    who: "welcome",
    claims: () => ({ aud: "other" }),
    failure: "AUDIENCE_MISMATCH",
  },
  {
    label: "no claim with the external ID",
    who: "welcome",
    claims: () => ({ email: undefined }),
    failure: "CLAIM_MISSING",
  },
  {
    label: "a claim that is a number",
    who: "welcome",
    claims: () => ({ email: 7 }),
    failure: "CLAIM_NOT_STRING",
  },
  {
    label: "somebody whom nobody pushed",
    who: "welcome",
    claims: () => ({ email: "nobody" }),
    failure: "IDENTITY_NOT_FOUND",
  },
  { label: "a leaver", who: "leaver", failure: "IDENTITY_DISABLED" },
  { label: "a policy without JWTs", who: "forbidden", failure: "POLICY_FORBIDS_EXT_JWT" },
  { label: "a policy of another signer", who: "elsewhere", failure: "SIGNER_NOT_ALLOWED" },
  { label: "a policy that asks for a second token", who: "second", failure: "SECONDARY_JWT_REQUIRED" },
  { label: "a policy that asks for a one-time password", who: "totp", failure: "TOTP_REQUIRED" },
];

/** A person is pushed by SCIM to a gateway, and signs in at the controller with a JWT. */
onControllers((start) => {
  describe("the controller answers a sign-in as the check of the gateway says", () => {
    let network: OnNetwork;
    let endpoint: Loopback;
    let calls: ReturnType<typeof rawCalls>;
    const issuer = new Issuer("k1");
    const stranger = new Issuer("k1");
    const names = new Map<Person, string>();

    beforeAll(async () => {
      const keys = JSON.stringify({ keys: [issuer.jwk] });
      endpoint = await Loopback.start((_request, response) => {
        response.setHeader("content-type", "application/json");
        response.end(keys);
      });
      const controller = await start();
      network = await OnNetwork.start(controller, () => new Date());
      calls = rawCalls(controller);
      const signer = (name: string, more: object = {}) =>
        network.make("external-jwt-signers", {
          name,
          issuer: name === "main" ? ISS : `${ISS}/${name}`,
          audience: "netfoundry",
          claimsProperty: "email",
          useExternalId: true,
          enabled: true,
          jwksEndpoint: `${endpoint.url}/${name}`,
          ...more,
        });
      await signer("main");
      const other = await signer("other");
      await signer("off", { enabled: false });
      // The port of "discard", where nothing listens.
      await signer("down", { jwksEndpoint: "http://127.0.0.1:9/keys" });
      const policies: Readonly<Record<Person, object>> = {
        welcome: policyBody("welcome"),
        leaver: policyBody("leaver"),
        forbidden: policyBody("forbidden", { allowed: false }),
        elsewhere: policyBody("elsewhere", { allowedSigners: [other] }),
        totp: policyBody("totp", {}, { requireTotp: true }),
        second: policyBody("second", {}, { requireExtJwtSigner: other }),
      };
      for (const who of PEOPLE) {
        const authPolicyId = await network.make("auth-policies", policies[who]);
        const { to, name } = await network.connected({ authPolicyId });
        names.set(who, name);
        const user = await network.addUser(to, name);
        if (who === "leaver") await network.patchUser(to, user, { active: false });
      }
    });
    afterAll(async () => {
      await network?.stop();
      await endpoint?.stop();
    });

    const check = async (tokens: readonly string[]): Promise<JwtCheck> => {
      const path = `/core/v3/networks/${network.server.running.networkId}/jwt-checks`;
      return read(jwtCheck, await network.server.api("POST", path, { tokens }));
    };

    test.each(SIGN_INS)("$label", async ({ who, claims, header, failure, isForged }) => {
      const now = seconds();
      const times = { iat: now, exp: now + 5 * MINUTE };
      const base = { iss: ISS, aud: "netfoundry", email: names.get(who), ...times };
      const token = (isForged ? stranger : issuer).sign({ ...base, ...claims?.() }, header);
      const said = await check([token]);
      const sent = { token, body: "{}" };
      const { status, body } = await calls.client("POST", "/authenticate?method=ext-jwt", sent);
      const { data } = body as { data?: { identityId: string; authQueries: { typeId: string }[] } };
      expect(said.failure).toBe(failure);
      const asked = data?.authQueries.length ?? 0;
      const verdict = status === 401 ? "refused" : asked > 0 ? "partial" : "accepted";
      expect({ status, verdict }).toEqual({ status: said.controllerAnswer.status, verdict: said.verdict });
      expect(asked).toBe(said.controllerAnswer.authQueries.length);
      if (data !== undefined) expect(said.identity?.id).toBe(data.identityId);
    });
  });
});
