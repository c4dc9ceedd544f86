import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** The packages that the script has loaded when it ends. */
function packagesLoadedBy(script: string): string[] {
  const print = "; console.log(JSON.stringify(Object.keys(require.cache)))";
  const output = execFileSync(process.execPath, ["-e", script + print], {
    encoding: "utf8",
    cwd: join(ROOT, "dist/src"),
  });
  const loaded: string[] = JSON.parse(output);
  const packages = loaded.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  return [...new Set(packages.filter((name) => name !== undefined))];
}

test("the start of the provider loads no HTTP library, no zod and no jose", () => {
  const packages = packagesLoadedBy("require('./provider/plugin.js')");
  expect(packages.filter((name) => name !== "@msgpack/msgpack")).toEqual([]);
});
