import { createRemoteJWKSet, jwtVerify } from "jose";
import { exampleSignIns } from "../../../src/cli/quickstart/example-sign-ins";
import { startIssuer } from "../../../src/cli/quickstart/local-issuer";
import { checkSignIn, signInReport } from "../../../src/cli/quickstart/sign-in";
import { createClient } from "../../../src/client/client";
import { sampleDirectory } from "../../../src/idp/common/sample-directory";
import { ACCEPTED, REFUSED } from "../../support/fake-api/jwt-check-body";
import { fakeTerminal, width } from "../fake-terminal";

const [ada, mary] = exampleSignIns(sampleDirectory());
if (ada === undefined || mary === undefined) throw new Error("the quickstart has two sign-ins");

test("the local issuer signs tokens that its published key verifies", async () => {
  const issuer = await startIssuer();
  try {
    const token = await issuer.sign({ iss: "https://example.okta.com", email: ada.email });
    const keys = createRemoteJWKSet(new URL(issuer.keys));
    const { payload } = await jwtVerify(token, keys, { issuer: "https://example.okta.com" });
    expect(payload).toMatchObject({ email: "ada@example.com", exp: (payload.iat ?? 0) + 300 });
  } finally {
    issuer.close();
  }
});

test("a person who cannot sign in has another spelling in the token, and each step in the report", () => {
  expect([mary.person.email, mary.email]).toEqual(["mary@example.com", "Mary@example.com"]);
  const report = signInReport(fakeTerminal(), mary, REFUSED);
  expect(report).toContain("Sign-in: her token says Mary@example.com, but Okta pushed mary@example.com\n");
  expect(report).toMatch(/ {2}FAILED {2}audience .*\n.*\nrefused: AUDIENCE_MISMATCH.*\n {2}hint: /);
  expect(width(report)).toBeLessThan(80);
});

test("the steps have the marks of jwt-check where the screen shows Unicode", () => {
  const { LC_ALL } = process.env;
  process.env.LC_ALL = "en_GB.UTF-8";
  try {
    const report = signInReport(fakeTerminal({ interactive: true }), mary, REFUSED);
    expect(report).toMatch(/✓ {2}issuer .*\n {2}✗ {2}audience /);
  } finally {
    if (LC_ALL === undefined) delete process.env.LC_ALL;
    else process.env.LC_ALL = LC_ALL;
  }
});

test("a person who signs in has one line in the report", () => {
  expect(signInReport(fakeTerminal(), ada, ACCEPTED)).toMatch(
    /^Sign-in: .*\n.*\naccepted: the token signs in "ada@example.com"; all 2 steps passed\n$/,
  );
});

test("a stack whose signer has other keys is an error that names the keys", async () => {
  const issuer = { keys: "http://127.0.0.1:1/keys", sign: async () => "", close: () => {} };
  const client = createClient({
    apiUrl: "http://127.0.0.1:1",
    authUrl: "http://127.0.0.1:1",
    clientId: "a",
    clientSecret: "b",
  });
  jest.spyOn(client.jwtSigners, "list").mockResolvedValue([]);
  await expect(checkSignIn(ada, issuer, client)).rejects.toThrow(
    "the example's stack has no JWT signer with the keys of http://127.0.0.1:1/keys",
  );
});
