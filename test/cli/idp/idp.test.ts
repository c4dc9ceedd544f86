import { join } from "node:path";
import type { CliError } from "../../../src/cli/errors/cli-error";
import { listAll } from "../../../src/cli/idp/list";
import { runAll } from "../../../src/cli/idp/run-all";
import { runProvider } from "../../../src/cli/idp/run-provider";
import type { IdpOptions } from "../../../src/cli/idp/target";
import { type FaultyProxy, startFaultyProxy } from "../../idp/support/faulty-proxy";
import { freePort } from "../../server/support/free-port";
import { type Connection, TestServer } from "../../server/support/running-server";
import { file, temporaryFolder } from "../../support/temporary-folder";
import { fakeTerminal, width } from "../fake-terminal";

let server: TestServer;
let to: Connection;
let proxy: FaultyProxy | null = null;
beforeAll(async () => {
  server = await TestServer.start();
  to = await server.connected("tried");
});
afterEach(async () => {
  await proxy?.close();
  proxy = null;
});
afterAll(async () => {
  await server.stop();
});

const url = () => `${server.url}/scim/v2/${to.id}`;

/** The options of a run, and the token that SCIM_TOKEN holds. */
type Run = IdpOptions & { readonly token?: string };

/** Runs the command. Returns its output and its error message. */
async function run(key: string, { token, ...options }: Run) {
  const environment = token === undefined ? {} : { SCIM_TOKEN: token };
  const terminal = fakeTerminal();
  const failure = await runProvider(key, { seed: "cli", ...options }, terminal, environment).then(
    () => null,
    (error: CliError) => error,
  );
  return { text: terminal.written(), failure: failure?.message ?? null, code: failure?.exitCode ?? 0 };
}

describe("netfoundry-scim idp", () => {
  test("prints method, status, purpose, path and verdict of each request, and a summary", async () => {
    const options = { url: url(), token: to.token, scenario: ["duplicate-user"], variant: "oin" };
    const { text, failure } = await run("okta", options);
    expect(failure).toBeNull();
    expect(text).toContain(
      "duplicate-user (oin)\n        two users are created with one user name; the second gets a 409\n",
    );
    expect(text).toMatch(/^ ok {4}POST {4}201 +\d+ ms {2}create user +\/Users$/m);
    expect(text).toMatch(/^ ok {4}POST {4}409 +\d+ ms {2}create user again +\/Users$/m);
    expect(text).toMatch(/^ ok {4}DELETE {2}204 +\d+ ms {2}clean up +\/Users\/[0-9a-f-]+$/m);
    expect(text).toMatch(/\| okta +\| oin +\| duplicate-user +\| 3 +\| passed +\|/);
    expect(text).toContain("1 scenario passed, 3 requests.");
  });

  test("shows filters as people write them", async () => {
    const options = { url: url(), token: to.token, scenario: ["user-lifecycle"] };
    const { text } = await run("google", options);
    expect(text.replace(/\n +/g, " ")).toMatch(
      /find user +\/Users\?filter=userName eq "ada\.cli-[0-9a-f]{4}@example\.com"/,
    );
  });

  test("shows the problem with both bodies, and fails with an error that names the scenario", async () => {
    proxy = await startFaultyProxy(server.url, async (request, forward) =>
      request.method === "POST" ? { ...(await forward()), body: { id: 7 } } : forward(),
    );
    const options = { url: `${proxy.url}/scim/v2/${to.id}`, token: to.token, scenario: ["user-lifecycle"] };
    const { text, failure } = await run("okta", { ...options, variant: "oin" });
    expect(text).toMatch(/^ FAIL {2}POST {4}201 .*create user/m);
    expect(text).toContain("        the body has no id\n");
    expect(text).toContain('"password":"..."');
    expect(text).toContain('        got  {"id":7}\n');
    expect(text).toContain("1 of 1 scenario failed");
    expect(failure).toBe("answers did not meet the provider's needs: user-lifecycle");
  });

  test("never prints the token, not even when the server sends it back", async () => {
    proxy = await startFaultyProxy(server.url, async () => ({
      status: 401,
      headers: { "content-type": "application/scim+json" },
      body: { detail: `the token ${to.token} is not known` },
    }));
    const options = { url: `${proxy.url}/scim/v2/${to.id}`, token: to.token };
    for (const json of [true, false]) {
      const { text } = await run("entra", { ...options, json, scenario: ["test-connection"] });
      expect(text).not.toContain(to.token);
      expect(text).toContain("the token (the token) is not known");
      // Nor a part of it, where a line is wrapped inside it.
      expect(text.replace(/\n +/g, "")).not.toContain(to.token);
    }
  });

  test("takes the token from a file, without the line break at its end", async () => {
    const tokenFile = file(join(temporaryFolder(), "token"), `${to.token}\n`);
    const options = { url: url(), tokenFile, scenario: ["discover-schema"] };
    expect(await run("google", options)).toMatchObject({ failure: null });
  });

  test("takes the token of the file where SCIM_TOKEN holds another", async () => {
    const tokenFile = file(join(temporaryFolder(), "token"), to.token);
    const options = { url: url(), token: "another", tokenFile, scenario: ["discover-schema"] };
    expect(await run("google", options)).toMatchObject({ failure: null });
  });

  test("--json is one document with a verdict for each request and no body", async () => {
    const options = { url: url(), token: to.token, scenario: ["test-connection"], json: true };
    const { text } = await run("entra", options);
    const document = JSON.parse(text);
    expect(document).toMatchObject({
      seed: "cli",
      ok: true,
      summary: { scenarios: 2, failed: 0, requests: 2 },
    });
    expect(document.scenarios[0]).toMatchObject({
      provider: "entra",
      variant: "default",
      name: "test-connection",
    });
    expect(document.scenarios[0].requests).toEqual([
      {
        purpose: "provider",
        label: "test connection",
        method: "GET",
        path: expect.stringMatching(/^\/Users\?filter=userName%20eq%20/),
        status: 200,
        durationMs: expect.any(Number),
        ok: true,
        expects: ["200 with an empty ListResponse"],
        problems: [],
      },
    ]);
  });

  test("a URL with the flag of Entra ID runs in that dialect only", async () => {
    const options = { url: `${url()}?aadOptscim062020`, token: to.token, scenario: ["test-connection"] };
    const { text } = await run("entra", { ...options, json: true });
    expect(JSON.parse(text).scenarios).toMatchObject([{ variant: "aadOptscim062020" }]);
  });

  test("--list shows scenarios and variants and needs no server", async () => {
    const { text, failure } = await run("okta", { list: true });
    expect(failure).toBeNull();
    expect(width(text)).toBeLessThan(80);
    expect(text).toMatch(/^ {2}group-push +a group is pushed, renamed, changed and no longer pushed$/m);
    expect(text).toMatch(/^ {2}password-sync +.*\[oin\]$/m);
    expect(text).toMatch(/^ {2}aiw +custom app from the wizard: PUT for everything$/m);
  });

  test.each<[string, Run, string]>([
    ["no URL", { token: "t" }, "--url is missing: give the base URL of the SCIM server"],
    ["a URL of another kind", { url: "ftp://x", token: "t" }, "--url must be an address"],
    ["a credential in the URL", { url: "https://a:b@x/scim", token: "t" }, "--url must carry no credential"],
    ["no token", { url: "https://x/scim" }, "there is no token: set SCIM_TOKEN"],
    ["an empty SCIM_TOKEN", { url: "https://x/scim", token: " " }, "there is no token: set SCIM_TOKEN"],
    ["an empty file", { url: "https://x/scim", tokenFile: "/dev/null" }, "--token-file holds no token"],
    [
      "a file that is not there",
      { url: "https://x/scim", tokenFile: "/no/such" },
      "--token-file /no/such: The file /no/such cannot be read",
    ],
    ["a token of two lines", { url: "https://x/scim", token: "a\nb" }, "a line break inside"],
    ["an unknown scenario", { scenario: ["group-pusch"] }, 'did you mean "group-push"?'],
    ["an unknown variant", { variant: "x" }, '--variant "x" is not known; there are oin, aiw'],
    ["a scenario of the other variant", { scenario: ["password-sync"], variant: "aiw" }, "does not run in"],
    ["a seed with capitals", { url: "https://x/scim", token: "t", seed: "A" }, "--seed takes"],
  ])("%s is refused with what to do", async (_, options, message) => {
    const { failure, code } = await run("okta", options);
    expect(failure).toContain(message);
    expect(code).toBe(64);
  });

  test("a server that cannot be reached is asked once, and the exit code is 69", async () => {
    const port = await freePort();
    const options = { url: `http://127.0.0.1:${port}/scim/v2`, token: "a-token" };
    const { text, failure, code } = await run("google", options);
    expect(code).toBe(69);
    expect(failure).toContain(`no answer from http://127.0.0.1:${port}/scim/v2: connect ECONNREFUSED`);
    expect(text).toContain("1 of 1 scenario failed, 1 request.");
    expect(width(text)).toBeLessThan(80);
  });

  test("a failed scenario is exit code 1, and its lines fit into 80 columns", async () => {
    proxy = await startFaultyProxy(server.url, async (request, forward) =>
      request.method === "POST" ? { ...(await forward()), body: { id: 7 } } : forward(),
    );
    const options = { url: `${proxy.url}/scim/v2/${to.id}`, token: to.token, scenario: ["user-lifecycle"] };
    const { text, code } = await run("okta", options);
    expect(code).toBe(1);
    expect(width(text)).toBeLessThan(80);
  });

  test.each([true, false])("--list of every provider needs no server, with --json %s", (json) => {
    const terminal = fakeTerminal();
    listAll({ json }, terminal);
    const text = terminal.written();
    if (!json) {
      expect(text).toContain("Google Workspace (netfoundry-scim idp google)");
      expect(width(text)).toBeLessThan(80);
      return;
    }
    const { providers } = JSON.parse(text);
    expect(providers.map((one: { provider: string }) => one.provider)).toEqual([
      "okta",
      "entra",
      "google",
      "jumpcloud",
    ]);
    expect(providers[0].scenarios).toContainEqual({
      name: "password-sync",
      title: expect.any(String),
      variants: ["oin"],
    });
  });

  test("--list --json of one provider is its part of that document", async () => {
    const { text } = await run("jumpcloud", { list: true, json: true });
    expect(JSON.parse(text)).toMatchObject({ provider: "jumpcloud", variants: [{ name: "default" }] });
  });

  test("Ctrl-C ends the scenario, removes what it made and runs no further", async () => {
    proxy = await startFaultyProxy(server.url, async (request, forward) => {
      const answer = await forward();
      if (request.method === "POST") process.emit("SIGINT");
      return answer;
    });
    const options = { url: `${proxy.url}/scim/v2/${to.id}`, token: to.token, variant: "oin" };
    const { text, failure } = await run("okta", { ...options, scenario: ["user-lifecycle", "group-push"] });
    expect(failure).toBe("interrupted; the scenario's objects were removed");
    expect(text).not.toContain("group-push");
    expect((await server.scim(to, "GET", "/Users")).body).toMatchObject({ totalResults: 0 });
  });

  test("--variant default and a URL with the flag contradict each other", async () => {
    const { failure } = await run("entra", { url: "https://x/scim?aadOptscim062020", variant: "default" });
    expect(failure).toContain("which is the variant aadOptscim062020, not default");
  });
});

test("netfoundry-scim idp all runs everything on a server of its own and fits into 80 columns", async () => {
  const terminal = fakeTerminal();
  await runAll({ json: false }, terminal);
  expect(terminal.written()).toMatch(/\n\d+ scenarios passed, \d+ requests\.\n$/);
  expect(terminal.written()).not.toContain("FAILED");
  expect(width(terminal.written())).toBeLessThan(80);
}, 60_000);
