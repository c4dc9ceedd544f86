import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CliError } from "../../../../src/cli/errors/cli-error";
import { describeFailure } from "../../../../src/cli/errors/failure";
import { type StatusOptions, tokenStatus } from "../../../../src/cli/token/status/token-status";
import { Integrations } from "../../../../src/client/gateway/integrations";
import { parse } from "../../../../src/contract/parse";
import { statusReport } from "../../../../src/token-slots/report/report";
import { statusSchemaText } from "../../../../src/token-slots/report/schema-text";
import { SCHEMA_FILES } from "../../../../tools/docs/write-schemas";
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type Connection,
  TestServer,
} from "../../../server/support/running-server";
import { file, temporaryFolder } from "../../../support/temporary-folder";
import { fakeTerminal, width } from "../../fake-terminal";

const ROOT = resolve(__dirname, "../../../..");
/** Recorded from the provider, with the real terraform. */
const FILE = join(ROOT, "test/fixtures/state/token-slots-file.json");
const SHOWN = join(ROOT, "test/fixtures/state/token-slots.json");
const OKTA = "netfoundry_scim_token.okta";
/** When the states were recorded, within an hour. */
const THEN = "2026-11-30T18:00:00Z";

const folder = temporaryFolder();
const DAY = 24 * 60 * 60;

/** Runs the command. Returns its output, its report and its error. */
async function run(
  options: Partial<StatusOptions>,
  environment: NodeJS.ProcessEnv = {},
  interactive = false,
) {
  const terminal = fakeTerminal({ interactive });
  const given = { failOn: "attention" as const, ...options };
  try {
    const report = await tokenStatus(given, environment, terminal);
    return { text: terminal.written(), report, verdict: report.verdict, failure: "", code: 0 };
  } catch (error) {
    const { exitCode } = describeFailure(error);
    const failure = (error as CliError).message;
    return { text: terminal.written(), report: null, verdict: null, failure, code: exitCode };
  }
}

describe("a state of the provider", () => {
  test.each([
    ["the state file", FILE],
    ["terraform show -json", SHOWN],
  ])("in the form of %s gives the timeline of each slot", async (_, state) => {
    const { report, text } = await run({ state, at: THEN });
    expect(report).toMatchObject({ verdict: "clean", sources: ["state"], at: "2026-11-30T18:00:00.000Z" });
    expect(report?.slots.map(({ address, standing }) => [address, standing])).toEqual([
      ['netfoundry_scim_token.entra["Entra EU"]', "live"],
      [OKTA, "live"],
      ["module.google.netfoundry_scim_token.google", "live"],
    ]);
    expect(report?.slots[1]).toMatchObject({
      token: { generation: 2, storage: "sealed", isUseKnown: false, lastUsedAt: null },
      formerToken: { issuedAt: null },
    });
    expect(width(text)).toBeLessThan(80);
    expect(text).not.toContain("nfscim_");
  });

  test("is drawn with Unicode on a terminal that has it, and with ASCII for a pipe", async () => {
    const given = { state: FILE, address: OKTA, at: THEN };
    const unicode = await run(given, { LANG: "de_CH.UTF-8" }, true);
    expect(unicode.text).toMatch(/^ {2}├▼○─+◆─+┤$/m);
    for (const { text } of [
      await run(given, { LANG: "de_CH.UTF-8" }),
      await run(given, { LANG: "C" }, true),
      await run(given, {}, true),
    ])
      expect(text).toMatch(/^ {2}INX-+R-+E$/m);
  });

  test("tells what it will be", async () => {
    const due = await run({ state: FILE, address: OKTA, at: "2027-11-10T00:00:00Z" });
    expect(due).toMatchObject({ verdict: "attention" });
    expect(due.text).toContain("Rotation is due since 2027-10-31");
    const ended = await run({ state: FILE, address: OKTA, at: "2028-01-01T00:00:00Z" });
    expect(ended).toMatchObject({ verdict: "blocked" });
    expect(ended.text).toContain("Pushes are refused.");
  });

  test("goes by NF_EXPIRY_WARNING", async () => {
    const given = { state: FILE, address: 'netfoundry_scim_token.entra["Entra EU"]', at: THEN };
    expect(await run(given, { NF_EXPIRY_WARNING: "90d" })).toMatchObject({ verdict: "attention" });
    expect(await run(given, { NF_EXPIRY_WARNING: "soon" })).toMatchObject({ code: 64 });
  });

  test("without any slot wants attention, and says so", async () => {
    const state = file(join(folder, "empty.json"), '{"format_version": "1.0"}');
    const { text, verdict } = await run({ state, at: THEN });
    expect(text).toContain("attention: no tokens\nThe state has no netfoundry_scim_token.");
    expect(width(text)).toBeLessThan(80);
    expect(verdict).toBe("attention");
  });

  test("as JSON is the report alone, and fits the published schema", async () => {
    const { text, report } = await run({ state: FILE, at: THEN, json: true });
    expect(JSON.parse(text)).toEqual(report);
    expect(parse(statusReport, JSON.parse(text))).toMatchObject({ ok: true });
  });

  test.each([
    [{ address: OKTA }, "--address goes with --state"],
    [{ state: FILE, integration: "Okta" }, "--integration asks the API alone"],
    [{ state: FILE, address: "netfoundry_scim_token.none" }, "The state has no netfoundry_scim_token.none"],
    [{ state: file(join(folder, "no.json"), "s3cret") }, "The state is no JSON"],
  ])("is refused with what to give: %j", async (options, message) => {
    const { failure, code } = await run(options);
    expect(failure).toContain(message);
    expect(failure).not.toContain("s3cret");
    expect(code).toBe(64);
  });
});

describe("the API", () => {
  let server: TestServer;
  let to: Connection;
  beforeEach(async () => {
    server = await TestServer.start({ maxTokenOverlapSeconds: DAY });
    to = await server.connected("okta");
  });
  afterEach(() => server.stop());

  const environment = () => ({
    NF_API_URL: server.url,
    NF_AUTH_URL: `${server.url}/oauth2/token`,
    NF_CLIENT_ID: CLIENT_ID,
    NF_CLIENT_SECRET: CLIENT_SECRET,
  });
  const at = () => server.now.toISOString();
  const mint = async (body: object = {}) =>
    (await server.api("POST", `/scim/v1/integrations/${to.id}/tokens`, body)).body as {
      id: string;
      token: string;
      createdAt: string;
      expiresAt: string;
    };
  const status = async (options: Partial<StatusOptions> = {}) => run({ at: at(), ...options }, environment());
  const only = async (options: Partial<StatusOptions> = {}) => (await status(options)).report?.slots[0];

  /** A state with one slot, for a token of the server. */
  function stateOf(token: Awaited<ReturnType<typeof mint>>, integration_id = to.id): string {
    const values = {
      integration_id,
      token_id: token.id,
      generation: 1,
      storage: "none",
      status: "live",
      created_at: token.createdAt,
      expires_at: token.expiresAt,
    };
    const resources = [{ address: OKTA, mode: "managed", type: "netfoundry_scim_token", values }];
    const state = { format_version: "1.0", values: { root_module: { resources } } };
    return file(join(folder, `${token.id}.json`), JSON.stringify(state));
  }

  test("tells never used, live, expiring, expired, revoked and none apart", async () => {
    expect(await only()).toMatchObject({ integrationName: "okta", standing: "never_used", address: null });
    await server.scim(to, "GET", "/Users");
    expect(await only()).toMatchObject({ standing: "live", verdict: "clean", token: { lastUsedAt: at() } });
    const day = (days: number) => new Date(server.now.getTime() + days * DAY * 1000).toISOString();
    expect(await only({ at: day(360) })).toMatchObject({ standing: "expiring", verdict: "attention" });
    expect(await only({ at: day(366) })).toMatchObject({ standing: "expired", verdict: "blocked" });
    server.advance(366 * DAY);
    expect(await only()).toMatchObject({ standing: "expired", verdict: "blocked" });
    const { id } = await (async () => {
      await server.signIn();
      return mint();
    })();
    await server.api("DELETE", `/scim/v1/integrations/${to.id}/tokens/${id}`);
    expect(await only()).toMatchObject({ standing: "revoked", verdict: "blocked" });
  });

  test("joins a slot with the last use, the former token, and a token of somebody else", async () => {
    await server.scim(to, "GET", "/Users");
    server.advance(60);
    const own = await mint({ overlapSeconds: DAY });
    const state = stateOf(own);
    const joined = await only({ state, live: true });
    expect(joined).toMatchObject({
      address: OKTA,
      integrationName: "okta",
      standing: "never_used",
      verdict: "attention",
      token: { id: own.id, isUseKnown: true, lastUsedAt: null },
      formerToken: { lastUsedAt: expect.any(String), endsAt: expect.any(String) },
    });
    const other = await mint();
    expect(await only({ state, live: true })).toMatchObject({
      standing: "superseded",
      verdict: "attention",
      otherToken: { id: other.id },
    });
    // The state alone does not know of it.
    expect(await only({ state })).toMatchObject({ standing: "live", otherToken: null });
  });

  test("that knows no such integration: the slot is missing, and where to look", async () => {
    const state = stateOf(await mint(), "00000000-0000-4000-8000-000000000000");
    const { text, verdict } = await status({ state, live: true });
    expect(verdict).toBe("blocked");
    expect(text.replace(/\n +/g, " ")).toContain(
      "If the integration is in another network, set NF_NETWORK_ID.",
    );
  });

  test("is asked about one integration, by its name or its id", async () => {
    await server.connected("entra");
    expect((await status()).report?.slots).toHaveLength(2);
    for (const integration of ["okta", "name:okta", to.id])
      expect((await status({ integration })).report?.slots.map((one) => one.integrationName)).toEqual([
        "okta",
      ]);
    const { failure, code } = await status({ integration: "Okta" });
    expect(failure).toContain('is named "Okta"; upper and lower case count');
    expect(code).toBe(64);
  });

  test("leaves out an integration that somebody deletes while the command runs", async () => {
    const { id } = await server.connected("entra");
    const listed = jest.spyOn(Integrations.prototype, "list").mockImplementationOnce(async function (
      this: Integrations,
      ...given
    ) {
      const found = await this.list(...given);
      await server.api("DELETE", `/scim/v1/integrations/${id}`);
      return found;
    });
    const { report, failure } = await status().finally(() => listed.mockRestore());
    expect(failure).toBe("");
    expect(report?.slots.map(({ integrationName }) => integrationName)).toEqual(["okta"]);
  });

  test("shows no secret", async () => {
    const { text } = await status({ json: true });
    for (const secret of [to.token, CLIENT_SECRET]) expect(text).not.toContain(secret);
  });

  test("that is not there ends with 69, and a missing setting with 64", async () => {
    const nowhere = {
      ...environment(),
      NF_API_URL: "http://127.0.0.1:1",
      NF_AUTH_URL: "http://127.0.0.1:1",
      NF_MAX_RETRIES: "0",
    };
    expect(await run({}, nowhere)).toMatchObject({ code: 69 });
    expect(await run({}, {})).toMatchObject({ code: 64, failure: expect.stringContaining("token status: ") });
  });

  test("of a plain OpenZiti controller is not asked", async () => {
    const controller = {
      ZITI_API_HOST: "https://ziti.example.com",
      ZITI_API_USERNAME: "a",
      ZITI_API_PASSWORD: "b",
    };
    const { failure, code } = await run({}, controller);
    expect(failure).toContain("a plain OpenZiti controller (ZITI_API_HOST), which has no SCIM tokens");
    expect(code).toBe(64);
  });
});

test("the published JSON Schema is the committed one; npm run generate writes it", () => {
  expect(readFileSync(join(ROOT, "docs/schemas", SCHEMA_FILES.status), "utf8")).toBe(statusSchemaText());
});
