/** Contract checklist, "Cross-cutting": line 38. Where the provider dies, it is a process of its own. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { netfoundry } from "../../src/provider/provider";
import type { Run } from "../../src/tfplugin/testing/terraform/run";
import { crashReport } from "../support/opentofu";
import { eventually, isAlive } from "../support/processes";
import { CLIENT_SECRET, Workspace } from "../support/served";
import { Stage } from "../support/stage";
import { temporaryFolder } from "../support/temporary-folder";

jest.setTimeout(120_000);

const stage = new Stage();
beforeAll(() => stage.open());
afterEach(() => {
  stage.gate.reset();
  jest.restoreAllMocks();
});
afterAll(() => stage.close());

const named = (name: string) => `resource "netfoundry_scim_integration" "it" {\n name = "${name}"\n}`;
const APPLY = ["apply", "-auto-approve", "-input=false"] as const;

/** Keeps the answer to the next create waiting: the object exists, and the provider does not know yet. */
function holdCreate() {
  const { reached: created, release } = stage.gate.hold("POST /scim/v1/integrations");
  /** Waits for the create; a run that ends before it is a failure. */
  const reached = async (done: Promise<Run>) => {
    const early = done.then(({ output }) => {
      throw new Error(`ended without a create:\n${output}`);
    });
    await Promise.race([created, early]);
    // It ends later, as the test wants it to.
    early.catch(() => {});
  };
  return { reached, release };
}

/** The plugin processes that a terraform process has started and that are still there. */
function providersOf(terraform: number | undefined): number[] {
  const listed = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return listed
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === terraform)
    .map(([pid]) => pid as number);
}

async function integrationsCalled(name: string): Promise<number> {
  const list = await stage.administrator.gateway<{ page: { totalElements: number } }>(
    "GET",
    `/scim/v1/integrations?name=${encodeURIComponent(name)}`,
  );
  return list.page.totalElements;
}

test.each([
  // A terminal sends it to the whole process group.
  ["whole process group", (terraform: number) => [terraform, ...providersOf(terraform)]],
  ["terraform process alone", (terraform: number) => [terraform]],
])(
  "38 an interrupt of the %s during a create keeps the object, and the next run makes nothing twice",
  async (receiver, receiversOf) => {
    const name = `Interrupted ${receiver}`;
    const token =
      'resource "netfoundry_scim_token" "it" { integration_id = netfoundry_scim_integration.it.id }';
    const space = await new Workspace(stage.gate).configure(`${named(name)}\n${token}`).init();
    const { reached, release } = holdCreate();
    const { child: terraform, ended: done } = space.start([...APPLY]);
    await reached(done);
    for (const pid of receiversOf(terraform.pid as number)) process.kill(pid, "SIGINT");
    release();
    const { output } = await done;
    expect(output).toMatch(/interrupt/i);
    stage.gate.reset();
    const next = await space.terraform("plan", "-input=false");
    expect(next.code).toBe(0);
    expect(await integrationsCalled(name)).toBe(1);
    await space.apply();
    expect(await space.planCode()).toBe(0);
    expect(await integrationsCalled(name)).toBe(1);
  },
);

test("38 when terraform is killed during a create, no provider is left behind", async () => {
  const space = await new Workspace(stage.gate).configure(named("Killed")).init();
  const { reached, release } = holdCreate();
  const { child: terraform, ended: done } = space.start([...APPLY]);
  await reached(done);
  const providers = providersOf(terraform.pid);
  expect(providers).toHaveLength(1);
  terraform.kill("SIGKILL");
  await done;
  await eventually("the provider's end", () => !providers.some(isAlive));
  release();
});

test("38 a provider that is killed in the middle of an apply loses nothing that can be had again by import", async () => {
  const space = await new Workspace(stage.gate)
    .configure(`${named("Lost")}\nresource "netfoundry_auth_policy" "before" { name = "Before the end" }`)
    .init();
  await space.apply('resource "netfoundry_auth_policy" "before" { name = "Before the end" }');
  space.configure(`${named("Lost")}\nresource "netfoundry_auth_policy" "before" { name = "Before the end" }`);
  const { reached, release } = holdCreate();
  const { child: terraform, ended: done } = space.start([...APPLY]);
  await reached(done);
  for (const pid of providersOf(terraform.pid)) process.kill(pid, "SIGKILL");
  const { code, words } = await done;
  release();
  expect(code).toBe(1);
  expect(words).toMatch(/Plugin did not respond|Request cancelled/);
  stage.gate.reset();
  expect(space.stored("netfoundry_auth_policy.before")).toBeDefined();

  const error = await space.failApply();
  const [, id] = /terraform import netfoundry_scim_integration\.<name> (\S+?)\./.exec(error) ?? [];
  await space.succeed("import", "-input=false", "netfoundry_scim_integration.it", String(id));
  expect(await space.planCode()).toBe(0);
  expect(await integrationsCalled("Lost")).toBe(1);
});

test("38 an exception inside a handler is an error of that resource, and its state is kept", async () => {
  const space = stage.space();
  const both = (name: string) =>
    `${named(name)}\nresource "netfoundry_auth_policy" "it" { name = "${name}" }`;
  await space.apply(both("Before"));
  const before = space.stored("netfoundry_scim_integration.it");
  const integration = netfoundry.resources.netfoundry_scim_integration;
  if (integration === undefined) throw new Error("the provider has no integrations");
  jest.spyOn(integration, "update").mockImplementation(() => {
    throw new TypeError("cannot read properties of undefined");
  });
  const error = await space.failApply(both("After"));
  expect(error).toContain("Could not update netfoundry_scim_integration");
  expect(error).toContain("cannot read properties of undefined");
  expect(error).toContain("with netfoundry_scim_integration.it");
  expect(space.stored("netfoundry_scim_integration.it")).toEqual(before);
  expect(space.stored("netfoundry_auth_policy.it")).toMatchObject({ name: "After" });
});

test("38 a crash is shown by terraform as a crash of the plugin, with its stack and without a secret", async () => {
  const bug = join(temporaryFolder(), "bug.js");
  writeFileSync(bug, 'process.on("SIGUSR2", () => setImmediate(() => { throw new Error("a stray bug"); }));');
  const space = await new Workspace(stage.gate, { NODE_OPTIONS: `--require ${JSON.stringify(bug)}` })
    .configure(named("Crashed"))
    .init();
  const { reached, release } = holdCreate();
  const { environment, stack } = crashReport();
  const { child: terraform, ended: done } = space.start([...APPLY], environment);
  await reached(done);
  const providers = providersOf(terraform.pid);
  for (const pid of providers) process.kill(pid, "SIGUSR2");
  const { code, output, words } = await done;
  release();
  expect(code).toBe(1);
  expect(words).toMatch(stack);
  for (const secret of [CLIENT_SECRET, ...stage.gate.bearers]) expect(output).not.toContain(secret);
  expect(providers.some(isAlive)).toBe(false);
});
