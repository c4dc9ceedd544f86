import { randomUUID } from "node:crypto";
import { connectEntra } from "../../../src/cli/connect/connect-entra";
import { connectGoogle } from "../../../src/cli/connect/connect-google";
import { connectOkta } from "../../../src/cli/connect/connect-okta";
import { mintedToken } from "../../../src/contract/gateway/token";
import {
  AZURE_CLIENT_ID,
  AZURE_CLIENT_SECRET,
  SERVICE_PRINCIPAL,
  startEntraTenant,
  TENANT_ID,
} from "../../connect/support/entra-tenant";
import { CUSTOM_APP, OKTA_API_TOKEN, type OktaOrg, startOktaOrg } from "../../connect/support/okta-org";
import { type Connection, read, TestServer } from "../../server/support/running-server";
import { failureOf, ServerClock, timedContext, tokenFile } from "./support";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MADE = "2026-11-24T09:00:00.000Z";

let server: TestServer;
let org: OktaOrg;
let name: string;
/** The integration with the new token. Its former token ended, or overlaps, when that was made. */
let rotated: Connection;
beforeAll(async () => {
  server = await TestServer.start({ maxTokenOverlapSeconds: 4 * 3600 });
  org = await startOktaOrg();
});
afterAll(async () => {
  await org.stop();
  await server.stop();
});

/** Rotates the token of another integration at MADE, with that many seconds of overlap. */
async function rotate(overlapSeconds: number): Promise<void> {
  server.now = new Date(MADE);
  name = `Okta ${randomUUID()}`;
  const { id } = await server.connected(name);
  rotated = { id, token: await mint(id, overlapSeconds) };
}

async function mint(id: string, overlapSeconds: number): Promise<string> {
  const answer = await server.api("POST", `/scim/v1/integrations/${id}/tokens`, { overlapSeconds });
  return read(mintedToken, answer).token;
}

/** What an IdP does with a token that was pasted. */
const push = () => server.scim(rotated, "GET", "/Users");

async function okta(clock: ServerClock, waitMs: number) {
  const environment = { OKTA_API_TOKEN, OKTA_ORG_URL: org.url };
  const { context, written } = timedContext(server, clock, environment);
  const options = { app: CUSTOM_APP, tokenFile: tokenFile(rotated.token), integration: name, wait: waitMs };
  return { code: await connectOkta(options, context), text: written() };
}

describe("--wait", () => {
  test("ends with 0 once the pasted token was used, and says how long SCIM was stopped", async () => {
    await rotate(0);
    const clock = new ServerClock(server).at(125, push);
    const { code, text } = await okta(clock, 2 * HOUR);
    expect(text).toContain("A person has to paste the new token: 1. Sign in to the Okta console");
    expect(text).toContain("Waiting up to 2 h until the new token is used.");
    expect(text).toContain(
      `made at ${MADE} and used at 2026-11-24T09:02:05.000Z. The former token had ended`,
    );
    expect(text).toContain("so SCIM was stopped for 2 min 5 s at most.");
    expect(code).toBe(0);
    expect(clock.passed).toBeLessThan(150);
  });

  test("ends with 3 when nobody used the token in time, and says that SCIM is stopped", async () => {
    await rotate(0);
    const clock = new ServerClock(server);
    const { code, text } = await okta(clock, 5 * MINUTE);
    expect(text).toContain("Nobody has used it yet, so SCIM has been stopped for 5 min.");
    expect(text).toContain("The wait of 5 min is over. See that the newest token is in the right app");
    expect(code).toBe(3);
    expect(clock.passed).toBe(300);
  });

  test("ends with 3 while an overlap goes on, and says until when the former token works", async () => {
    await rotate(4 * 3600);
    const { code, text } = await okta(new ServerClock(server), 5 * MINUTE);
    expect(text).toContain("Nobody has used it yet. The former token works until 2026-11-24T13:00:00.000Z.");
    expect(text).not.toContain("stopped");
    expect(code).toBe(3);
  });

  test("with an overlap finds that SCIM never stopped", async () => {
    await rotate(4 * 3600);
    const clock = new ServerClock(server).at(100, push);
    const { code, text } = await okta(clock, 2 * HOUR);
    expect(text).toContain("The former token was still valid, so SCIM never stopped.");
    expect(code).toBe(0);
  });

  test("counts the gap from the end of an overlap that was too short", async () => {
    await rotate(60);
    const { text } = await okta(new ServerClock(server).at(100, push), HOUR);
    expect(text).toContain("SCIM was stopped for 40 s at most.");
  });

  test("of a token that is in use already ends at once, and sends nobody to the console", async () => {
    await rotate(0);
    await push();
    const clock = new ServerClock(server);
    const { code, text } = await okta(clock, HOUR);
    expect(text).toContain("Nothing is left to do: the new token is in use already.");
    expect(text).toContain(`made at ${MADE} and last used at ${MADE}.`);
    expect(text).not.toContain("Sign in");
    expect(code).toBe(0);
    expect(clock.passed).toBe(0);
  });

  test("waits for Google too, which has no call at all", async () => {
    await rotate(0);
    const { context, written } = timedContext(server, new ServerClock(server).at(30, push));
    expect(await connectGoogle({ integration: name, wait: HOUR }, context)).toBe(0);
    expect(written()).toContain("SCIM was stopped for 30 s at most.");
  });

  test("ends with 0 for an application in Entra without a job, once somebody set one up", async () => {
    await rotate(0);
    const entra = await startEntraTenant();
    entra.tenant.jobs = [];
    const { context, written } = timedContext(server, new ServerClock(server).at(100, push), {
      AZURE_TENANT_ID: TENANT_ID,
      AZURE_CLIENT_ID,
      AZURE_CLIENT_SECRET,
    });
    const code = await connectEntra(
      {
        servicePrincipal: SERVICE_PRINCIPAL,
        tokenFile: tokenFile(rotated.token),
        graphUrl: entra.url,
        loginUrl: entra.url,
        integration: name,
        wait: HOUR,
      },
      context,
    ).finally(entra.stop);
    expect(written()).toContain("has no provisioning job");
    expect(written()).toContain("SCIM was stopped for 1 min 40 s at most.");
    expect(code).toBe(0);
  });

  test("goes on over an API that is away for a moment", async () => {
    await rotate(0);
    const clock = new ServerClock(server);
    const away = async () => {
      const { port } = new URL(server.url);
      await server.close();
      clock.at(clock.passed + 60, () => server.open({ port: Number(port) }));
    };
    clock.at(40, away).at(200, push);
    const { context, written } = timedContext(server, clock);
    expect(await connectGoogle({ integration: name, wait: HOUR }, context)).toBe(0);
    expect(written()).toContain("SCIM was stopped for 3 min 20 s at most.");
  });

  test("fails when somebody makes another token meanwhile", async () => {
    await rotate(0);
    const clock = new ServerClock(server).at(60, () => mint(rotated.id, 0));
    const { context } = timedContext(server, clock);
    const run = connectGoogle({ integration: name, wait: HOUR }, context);
    const { message, exitCode } = await failureOf(run);
    expect(message).toMatch(/The token \S+ stopped working while the command waited.*took its place/);
    expect(exitCode).toBe(1);
  });

  test("ends with 130 by Ctrl-C, and leaves what the IdP has", async () => {
    await rotate(0);
    const clock = new ServerClock(server).at(60, async () => process.emit("SIGINT"));
    const { context } = timedContext(server, clock);
    const run = connectGoogle({ integration: name, wait: HOUR }, context);
    expect(await failureOf(run)).toEqual({
      message: "netfoundry-scim: interrupted; what the identity provider has stays as it is\n",
      exitCode: 130,
    });
  });
});
