import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/cli/package-root";
import { netfoundry } from "../../src/provider/provider";
import { providerSchemaJson } from "../../src/tfplugin";
import { exitWith } from "../exit-with";

const CHECKER = "github.com/hashicorp/terraform-plugin-docs/cmd/tfplugindocs@v0.25.0";
/** The checker expects the provider's schema under HashiCorp's address. */
const ADDRESS = "registry.terraform.io/hashicorp/netfoundry";

/**
 * `npm run docs:check`: runs HashiCorp's own check of the pages in `docs/` against the provider's schema. The
 * check is a Go program. Without Go or the program, it prints a line and checks nothing. Returns whether
 * there was no finding.
 */
export async function checkPages(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "netfoundry-pages-"));
  try {
    const install = spawnSync("go", ["install", CHECKER], {
      env: { ...process.env, GOBIN: folder, GOFLAGS: "" },
      encoding: "utf8",
    });
    if (install.status !== 0) {
      const why = install.error === undefined ? install.stderr.trim() : "go is not on the PATH";
      process.stdout.write(`the pages were not checked, because tfplugindocs cannot be built: ${why}\n`);
      return true;
    }
    const schema = join(folder, "schema.json");
    const { provider_schemas, ...rest } = providerSchemaJson(netfoundry);
    const [provider] = Object.values(provider_schemas);
    await writeFile(schema, JSON.stringify({ ...rest, provider_schemas: { [ADDRESS]: provider } }));
    return validate(join(folder, "tfplugindocs"), schema);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function validate(checker: string, schema: string): boolean {
  const options = ["--provider-name", "netfoundry", "--providers-schema", schema, "--provider-dir", "."];
  const { status, stderr } = spawnSync(checker, ["validate", ...options], {
    cwd: packageRoot().directory,
    encoding: "utf8",
  });
  if (status === 0) process.stdout.write("tfplugindocs found nothing wrong in docs/\n");
  else process.stderr.write(stderr.replace(/^.*\[DEBUG\].*\n/gm, ""));
  return status === 0;
}

if (require.main === module) void exitWith(checkPages());
