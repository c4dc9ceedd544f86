import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

test("making the provider loads no HTTP library and no schema library: most plugin processes send nothing", () => {
  const provider = join(ROOT, "dist/src/provider/provider.js");
  const script = `require(${JSON.stringify(provider)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
  const loaded: string[] = JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
  const packages = loaded.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  expect([...new Set(packages.filter((name) => name !== undefined))]).toEqual(["@msgpack/msgpack"]);
});
