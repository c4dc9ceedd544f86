/** A provider that is served for a debugger. The real terraform uses it, but neither starts nor ends it. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";
import { serveDebug } from "../../../src/tfplugin";
import { assignment } from "../../../src/tfplugin/serve/debug";
import { isAlive } from "../../support/processes";
import { shelf } from "../support/shelf";
import { Workspace } from "../support/workspace";

jest.setTimeout(30_000);

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
});
afterEach(() => workspace.remove());

const valueIn = (text: string) => {
  const value = text.match(/export TF_REATTACH_PROVIDERS='(.*)'\n/)?.[1];
  if (value === undefined) throw new Error(`nothing to reattach in: ${text}`);
  return value;
};

test("two runs of terraform use one provider, without init, until it is told to end", async () => {
  const ending = new AbortController();
  let said = "";
  const ended = serveDebug(shelf, {
    signal: ending.signal,
    print: (text) => {
      said += text;
    },
  });
  while (said === "") await new Promise(setImmediate);
  expect(said).toContain("registry.terraform.io/example/shelf 1.2.3 is ready");
  const environment = { TF_REATTACH_PROVIDERS: valueIn(said) };
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  expect((await workspace.start(["apply", "-auto-approve"], environment).ended).code).toBe(0);
  expect((await workspace.start(["plan", "-detailed-exitcode"], environment).ended).code).toBe(0);
  ending.abort();
  await ended;
  const [{ Addr }] = Object.values(JSON.parse(valueIn(said))) as [{ Addr: { String: string } }];
  expect(existsSync(dirname(Addr.String))).toBe(false);
});

test("a process of its own survives terraform and ends with Ctrl-C", async () => {
  const outfile = join(workspace.root, "debug.js");
  const entryPoints = [join(__dirname, "../support/shelf-debug.ts")];
  buildSync({ entryPoints, bundle: true, platform: "node", target: "node20", outfile });
  const child = spawn(process.execPath, [outfile], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
  try {
    while (!said.includes("Ctrl-C")) await new Promise((resolve) => child.stdout.once("data", resolve));
    workspace.configure('resource "shelf_book" "a" { title = "One" }');
    const run = workspace.start(["apply", "-auto-approve"], { TF_REATTACH_PROVIDERS: valueIn(said) });
    expect((await run.ended).code).toBe(0);
    expect(isAlive(child.pid as number)).toBe(true);
  } finally {
    child.kill("SIGINT");
  }
  expect([await closed, said]).toEqual([0, expect.stringMatching(/ended\n$/)]);
});

test("the value is quoted for the platform's shell", () => {
  expect(assignment(`{"a'b":1}`, "linux")).toBe(`export TF_REATTACH_PROVIDERS='{"a'\\''b":1}'`);
  expect(assignment(`{"a'b":1}`, "win32")).toBe(`$env:TF_REATTACH_PROVIDERS = '{"a''b":1}'`);
});
