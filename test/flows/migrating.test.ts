/** MIGRATING.md, followed: an app that cdktf has applied becomes one for cdktn. */
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { transformSync } from "esbuild";
import { type Server, startServer, Workspace } from "../support/served";
import { temporaryFolder } from "../support/temporary-folder";

jest.setTimeout(120_000);

const ROOT = resolve(__dirname, "../..");
const app = join(temporaryFolder(), "main.ts");

let server: Server;
beforeAll(async () => {
  copyFileSync(join(ROOT, "examples/quickstart/main.ts"), app);
  server = await startServer();
});
afterAll(() => server.stop());

/** Runs the page's block that starts with `sed`, in the folder of the app. */
function followThePage(): void {
  const page = readFileSync(join(ROOT, "MIGRATING.md"), "utf8");
  const [, block = ""] = /^```sh\n(sed [\s\S]*?)^```$/m.exec(page) ?? [];
  execFileSync("sh", ["-ec", block], { cwd: dirname(app) });
}

/** Compiles the app and runs it here, where both frameworks and the built package are found. */
function synthesize(): string {
  const { code } = transformSync(readFileSync(app, "utf8"), { loader: "ts", format: "cjs" });
  const env = { ...process.env, CDKTF_OUTDIR: temporaryFolder() };
  execFileSync(process.execPath, ["-e", code], { cwd: ROOT, env });
  return readFileSync(join(env.CDKTF_OUTDIR, "stacks/quickstart/cdk.tf.json"), "utf8");
}

it("nothing changes in Terraform when an applied app moves from cdktf to cdktn", async () => {
  const space = new Workspace(server);
  const json = join(space.root, "cdk.tf.json");
  writeFileSync(json, synthesize());
  await space.init();
  await space.apply();

  followThePage();
  writeFileSync(json, synthesize());
  expect(readFileSync(json, "utf8")).toMatch(/"version": "0\.24\.\d+"/);
  const plan = await space.plan();
  expect(plan.stdout).toContain("No changes.");
  expect(plan.code).toBe(0);
});
