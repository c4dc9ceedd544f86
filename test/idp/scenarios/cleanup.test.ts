import { isPassed } from "../../../src/idp/scenarios/run-scenario";
import { scenarioDirectory } from "../../../src/idp/scenarios/scenario-directory";
import { eachIntegration } from "../support/each-integration";
import { type Fault, type FaultyProxy, startFaultyProxy } from "../support/faulty-proxy";
import { identities, runOnServer, SEED } from "../support/run-on-server";

const on = eachIntegration("cleanup");
let proxy: FaultyProxy | null = null;
afterEach(async () => {
  await proxy?.close();
  proxy = null;
});

async function through(fault: Fault, name: string, variant = "oin") {
  proxy = await startFaultyProxy(on.server.url, fault);
  return runOnServer(on.server, on.to, "okta", name, variant, { origin: proxy.url });
}

const groups = async () => (await on.server.scim(on.to, "GET", "/Groups")).body as { totalResults: number };

test("a scenario that stops in the middle leaves nothing behind", async () => {
  const fault: Fault = async (request, forward) =>
    request.method === "PATCH" ? { status: 500, headers: {}, body: null } : forward();
  const { report, left } = await through(fault, "group-push");
  expect(report.stopped).toContain("name group");
  expect(left).toEqual([]);
  expect(await groups()).toMatchObject({ totalResults: 0 });
});

test("a user whose creation was answered without an id is found by Location", async () => {
  const fault: Fault = async (request, forward) => {
    const answer = await forward();
    return request.method === "POST" ? { ...answer, body: {} } : answer;
  };
  const { left } = await through(fault, "user-lifecycle");
  expect(left).toEqual([]);
});

test("a user whose creation was answered with nothing at all is found by name", async () => {
  const fault: Fault = async (request, forward) => {
    const answer = await forward();
    return request.method === "POST" ? { status: 500, headers: {}, body: null } : answer;
  };
  const { left } = await through(fault, "user-lifecycle");
  expect(left).toEqual([]);
});

test("a resource that cannot be removed is named, and the scenario fails", async () => {
  const fault: Fault = async (request, forward) =>
    request.method === "DELETE" ? { status: 405, headers: {}, body: null } : forward();
  const { report } = await through(fault, "user-lifecycle");
  expect(report.leftovers).toEqual([expect.stringMatching(/^\/Users\//)]);
  expect(isPassed(report)).toBe(false);
});

test("a user who existed before stays", async () => {
  const { ada } = scenarioDirectory(SEED, "okta user-lifecycle oin");
  await on.server.scim(on.to, "POST", "/Users", { userName: ada.userName, displayName: "Resident" });
  await runOnServer(on.server, on.to, "okta", "user-lifecycle", "oin");
  expect(await identities(on.server, on.to)).toHaveLength(1);
});

test("an interrupted scenario sends only the removals", async () => {
  const controller = new AbortController();
  const { report, left } = await runOnServer(on.server, on.to, "okta", "user-lifecycle", "oin", {
    signal: controller.signal,
    onCheckpoint: () => controller.abort(),
  });
  const answered = report.steps.filter(({ exchange }) => exchange.answer !== null);
  expect(answered.map(({ exchange }) => exchange.request.label)).toEqual([
    "find user",
    "create user",
    "clean up",
  ]);
  expect(left).toEqual([]);
});

describe("the people and groups of a scenario", () => {
  test("are the same for the same seed and others for another", () => {
    expect(scenarioDirectory("a", "x").ada).toEqual(scenarioDirectory("a", "x").ada);
    expect(scenarioDirectory("a", "x").ada.userName).not.toBe(scenarioDirectory("b", "x").ada.userName);
  });

  test("differ between scenarios, so that no two clash", () => {
    expect(scenarioDirectory("a", "x").ada).not.toEqual(scenarioDirectory("a", "y").ada);
  });
});
