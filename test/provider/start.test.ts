import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { encodedSchema } from "../../src/provider/encoded-schema";
import { PROVIDER_CALLS } from "../../src/tfplugin/wire/protocol";
import { PluginProcess } from "../checklist/support/plugin-process";

const ROOT = resolve(__dirname, "../..");

/** What the script has loaded when it ends: packages by name, our own files by their path in dist. */
function loadedBy(script: string): { readonly packages: string[]; readonly files: string[] } {
  const print = "; console.log(JSON.stringify(Object.keys(require.cache)))";
  const output = execFileSync(process.execPath, ["-e", script + print], {
    encoding: "utf8",
    cwd: join(ROOT, "dist/src"),
  });
  const loaded: string[] = JSON.parse(output);
  const packages = loaded.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  return {
    packages: [...new Set(packages.filter((name) => name !== undefined))],
    files: loaded.map((file) => file.replace(join(ROOT, "dist/src/"), "")),
  };
}

test("making everything the provider offers loads no package: most plugin processes send nothing", () => {
  const { packages } = loadedBy("require('./provider/encoded-schema.js').encodedSchema()");
  expect(packages).toEqual([]);
});

test("a process loads the one resource that it is asked about, and not the rest of what the provider offers", () => {
  const { files } = loadedBy(
    "require('./provider/provider.js').netfoundry.resources.netfoundry_scim_integration.schema",
  );
  const offered = files.filter((file) =>
    /^provider\/(scim-\w+|auth-policy|jwt-signer|network|identity|functions|configuration)\//.test(file),
  );
  expect(offered).toEqual(["provider/scim-integration/resource.js"]);
});

test("the schemas that the bundle holds as bytes are those of the provider", async () => {
  const plugin = new PluginProcess();
  try {
    await plugin.connect();
    const answer = await plugin.call("GetProviderSchema", {});
    const { encode } = PROVIDER_CALLS.GetProviderSchema.response;
    expect(Buffer.from(encode(answer)).equals(encodedSchema())).toBe(true);
  } finally {
    plugin.kill();
  }
});
