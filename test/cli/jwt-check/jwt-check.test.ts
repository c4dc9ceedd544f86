import { join } from "node:path";
import { describeFailure } from "../../../src/cli/errors/failure";
import { type JwtCheckOptions, jwtCheckCommand } from "../../../src/cli/jwt-check/jwt-check";
import { Issuer, Loopback } from "../../server/signin/support/issuer";
import { Network, policyBody, signerBody } from "../../server/support/network";
import { CLIENT_ID, CLIENT_SECRET } from "../../server/support/running-server";
import { file, temporaryFolder } from "../../support/temporary-folder";
import { fakeTerminal, width } from "../fake-terminal";

const folder = temporaryFolder();
const issuer = new Issuer("k1");
const NOW = Date.parse("2026-11-24T09:00:00.000Z") / 1000;
let network: Network;
let keys: Loopback;

beforeAll(async () => {
  network = await Network.start();
  keys = await Loopback.start((_request, response) => response.end(JSON.stringify({ keys: [issuer.jwk] })));
  const settings = { jwksEndpoint: keys.url, claimsProperty: "email", useExternalId: true };
  await network.create(
    "external-jwt-signers",
    signerBody("Okta", { issuer: "https://okta.example", ...settings }),
  );
  await network.createIdentity("Ada", { externalId: "ada@example.com" });
  await network.createIdentity("Grace", { externalId: "grace@example.com" });
  const strict = policyBody("Strict", { secondary: { requireTotp: true, requireExtJwtSigner: null } });
  const authPolicyId = await network.create("auth-policies", strict);
  await network.createIdentity("Linus", { externalId: "linus@example.com", authPolicyId });
});
afterAll(async () => {
  await network.stop();
  await keys.stop();
});

const claims = (changes: object = {}) => ({
  iss: "https://okta.example",
  aud: "netfoundry",
  email: "ada@example.com",
  exp: NOW + 60,
  ...changes,
});

let written = 0;
const inFile = (text: string) => {
  written += 1;
  return file(join(folder, `given-${written}`), text);
};

async function run(options: JwtCheckOptions, environment: NodeJS.ProcessEnv = {}, interactive = false) {
  const terminal = fakeTerminal({ interactive });
  const settings = {
    NF_API_URL: network.server.url,
    NF_AUTH_URL: `${network.server.url}/oauth2/token`,
    NF_CLIENT_ID: CLIENT_ID,
    NF_CLIENT_SECRET: CLIENT_SECRET,
    ...environment,
  };
  try {
    const code = await jwtCheckCommand(options, settings, terminal);
    return { code, text: terminal.written(), failure: "" };
  } catch (error) {
    const { exitCode, message } = describeFailure(error);
    return { code: exitCode, text: terminal.written(), failure: message };
  }
}

const check = (changes: object = {}, more: JwtCheckOptions = {}) =>
  run({ tokenFile: [inFile(issuer.sign(claims(changes)))], ...more });

test("an accepted token ends with 0, and the ladder shows every step in ASCII where it must", async () => {
  const { code, text } = await check({}, { expect: "Ada" });
  expect(code).toBe(0);
  expect(text.match(/^ {2}ok /gm)).toHaveLength(15);
  expect(text).toContain('accepted: the token signs in "Ada"');
  expect(text).toMatch(/^[\n -~]*$/);
});

test("a refused token ends with 3, and the output says the cause and where to mend it", async () => {
  const { code, text } = await check({ email: "ADA@example.com" });
  expect(code).toBe(3);
  expect(text).toMatch(/^ {2}FAILED {2}identity /m);
  expect(text).toContain("refused: IDENTITY_NOT_FOUND at the step identity");
  expect(text.replace(/\s+/g, " ")).toContain(
    'has the external ID "ada@example.com", which differs by upper',
  );
  expect(text).toContain('see: identity "Ada" (');
  expect(text).toContain("a controller answers 401 with error=missing");
  expect(width(text)).toBeLessThan(80);
});

test("a terminal with UTF-8 shows the signs of the steps", async () => {
  const token = inFile(issuer.sign(claims({ aud: "another" })));
  const { text } = await run({ tokenFile: [token] }, { LANG: "en_US.UTF-8" }, true);
  expect(text).toMatch(/✓ {2}signature[\s\S]*✗ {2}audience[\s\S]*– {2}7 steps were not reached/);
});

test("a missing second factor ends with 2", async () => {
  const { code, text } = await check({ email: "linus@example.com" });
  expect(code).toBe(2);
  expect(text).toContain('not yet: "Linus" needs more; TOTP_REQUIRED');
});

test("the token of another identity than the expected one ends with 3", async () => {
  const { code, text } = await check({}, { expect: "Grace" });
  expect(code).toBe(3);
  expect(text).toContain("it is another identity than the expected one");
});

test("a token is read as people copy it, and claims need no token", async () => {
  const copied = `"Bearer ${issuer.sign(claims()).replace(/(.{60})/g, "$1\n")}"\n`;
  expect((await run({ tokenFile: [inFile(copied)] })).code).toBe(0);
  const { code, text } = await run({ claimsFile: inFile(JSON.stringify(claims())) });
  expect(code).toBe(0);
  expect(text).toMatch(/^ {2}- +signature +claims have no header/m);
});

test("as JSON is the answer of the API alone, without the token", async () => {
  const token = issuer.sign(claims({ email: "nobody", secret_claim: "s3cret" }));
  const { text } = await run({ tokenFile: [inFile(token)], json: true });
  expect(JSON.parse(text)).toMatchObject({ verdict: "refused", failure: "IDENTITY_NOT_FOUND" });
  expect(text).not.toContain(token.split(".")[1]);
  expect(text).not.toContain("s3cret");
});

test.each([
  ["nothing", () => ({}), "give either --token-file"],
  ["both", () => ({ tokenFile: [inFile("s3cret")], claimsFile: inFile("{}") }), "give either --token-file"],
  ["an empty file", () => ({ tokenFile: [inFile(" \n")] }), "holds no token"],
  ["no file", () => ({ tokenFile: [join(folder, "none")] }), "cannot be read"],
  ["standard input twice", () => ({ tokenFile: ["-", "-"] }), "standard input holds one token"],
  ["four tokens", () => ({ tokenFile: [1, 2, 3, 4].map(() => inFile("s3cret")) }), "--token-file: tokens"],
  ["a token as claims", () => ({ claimsFile: inFile("s3cret.s3cret.s3cret") }), "give it as --token-file"],
  ["claims that are no object", () => ({ claimsFile: inFile("s3cret") }), "must hold a JSON object"],
  ["nobody to expect", () => ({ tokenFile: [inFile("s3cret")], expect: "Nobody" }), 'the name "Nobody"'],
])("%s is a wrong command line, and the message shows no part of a token", async (_, options, message) => {
  const { code, failure } = await run(options());
  expect(failure).toContain(message);
  expect(failure).not.toContain("s3cret");
  expect(code).toBe(64);
});

test("a network that does not exist, and a server that does not answer, are told apart", async () => {
  const tokenFile = [inFile(issuer.sign(claims()))];
  expect(await run({ tokenFile, network: "No such" })).toMatchObject({ code: 1 });
  expect(await run({ tokenFile }, { NF_API_URL: "http://127.0.0.1:9", NF_MAX_RETRIES: "0" })).toMatchObject({
    code: 69,
  });
});
