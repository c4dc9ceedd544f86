import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { buildSync } from "esbuild";
import { writeApiReport } from "../../tools/api/api-report";
import { generateBindings } from "../../tools/bindings/generate-bindings";
import { requireBuild } from "../support/installed-provider";
import { temporaryFolder } from "../support/temporary-folder";

const ROOT = resolve(__dirname, "../..");

describe("the committed bindings", () => {
  test("equal what the provider's schema gives, byte for byte; if not, run `npm run generate`", async () => {
    const fresh = temporaryFolder();
    await generateBindings(fresh);
    expect(filesIn(fresh)).toEqual(filesIn(join(ROOT, "constructs/generated")));
  });

  test("name nothing of the machine they were generated on", () => {
    const text = Object.values(filesIn(join(ROOT, "constructs/generated"))).join("");
    for (const trace of [ROOT, tmpdir(), "file:"]) expect(text).not.toContain(trace);
  });
});

test("the report of the API is that of the built constructs; if not, run `npm run generate`", async () => {
  requireBuild();
  const fresh = temporaryFolder();
  await writeApiReport(fresh);
  expect(filesIn(fresh)).toEqual(filesIn(join(ROOT, "docs/api")));
});

describe("loading the constructs", () => {
  const outfile = join(temporaryFolder(), "constructs.js");
  const { metafile } = buildSync({
    entryPoints: [join(ROOT, "constructs/index.ts")],
    absWorkingDir: ROOT,
    bundle: true,
    platform: "node",
    packages: "external",
    metafile: true,
    outfile,
  });

  test("takes the framework and files of their own, nothing else", () => {
    const inputs = Object.entries(metafile.inputs);
    expect(inputs.map(([file]) => file).filter((file) => !file.startsWith("constructs/"))).toEqual([]);
    const external = inputs.flatMap(([, { imports }]) => imports.filter((one) => one.external));
    expect([...new Set(external.map(({ path }) => path))].sort()).toEqual(["cdktf", "constructs"]);
  });

  test("names the framework in one file beside the generated ones", () => {
    const naming = Object.entries(metafile.inputs)
      .filter(([file]) => !file.startsWith("constructs/generated/"))
      .filter(([, { imports }]) => imports.some(({ path }) => path === "cdktf"))
      .map(([file]) => file);
    expect(naming).toEqual(["constructs/framework.ts"]);
  });

  test.each([
    ["netfoundry-scim/constructs", "cdktf", "dist/constructs", "index"],
    ["netfoundry-scim/constructs/resources", "cdktf", "dist/constructs", "generated/resources"],
    ["netfoundry-scim/constructs/data-sources", "cdktf", "dist/constructs", "generated/data-sources"],
    ["netfoundry-scim/constructs/cdktn", "cdktn", "dist/constructs-cdktn", "index"],
    ["netfoundry-scim/constructs/cdktn/resources", "cdktn", "dist/constructs-cdktn", "generated/resources"],
    [
      "netfoundry-scim/constructs/cdktn/data-sources",
      "cdktn",
      "dist/constructs-cdktn",
      "generated/data-sources",
    ],
  ])("%s brings nothing into a process but %s and its own files: no gRPC, zod, axios or server", (...row) => {
    const [entry, framework, folder, file] = row;
    const script = `
      for (const name of ["constructs", "${framework}"]) require(name);
      const before = new Set(Object.keys(require.cache));
      require("${entry}");
      console.log(JSON.stringify(Object.keys(require.cache).filter((file) => !before.has(file))));`;
    const printed = execFileSync(process.execPath, ["-e", script], { cwd: ROOT, encoding: "utf8" });
    const added = (JSON.parse(printed) as string[]).map((file) => relative(ROOT, file));
    expect(added).toContain(`${folder}/${file}.js`);
    expect(added.filter((file) => !file.startsWith(`${folder}/`))).toEqual([]);
  });

  test("for cdktn has the files of that for cdktf, and none of them names cdktf as a module", () => {
    const [cdktf, cdktn] = ["dist/constructs", "dist/constructs-cdktn"].map((one) =>
      filesIn(join(ROOT, one)),
    );
    const names = Object.keys(cdktf ?? {}).filter((name) => !name.endsWith(".map"));
    expect(Object.keys(cdktn ?? {})).toEqual(names);
    expect(Object.entries(cdktn ?? {}).filter(([, text]) => /["'`]cdktf["'`]/.test(text))).toEqual([]);
  });
});

/** Every file below a folder with its text. */
function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => /\.\w+$/.test(name));
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
