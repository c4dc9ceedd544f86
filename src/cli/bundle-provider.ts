import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { encodedSchema } from "../provider/encoded-schema";
import { compiledParts } from "./bundle/compiled";
import { oneFile } from "./bundle/one-file";
import { partsOf } from "./bundle/parts";
import { withoutUnused } from "./bundle/unused";
import { packageRoot } from "./package-root";

const FIRST = "./provider-main.js";

/** Writes the provider as one executable file that needs nothing but node. */
export async function bundleProvider(outfile: string): Promise<void> {
  const sources = join(packageRoot().directory, "src");
  const parts = await partsOf(join(sources, "provider/main.ts"), sources, [withoutUnused, schemaAsBytes]);
  writeFileSync(outfile, oneFile(parts, FIRST, await compiledParts(parts, FIRST)));
  chmodSync(outfile, 0o755);
}

/** The answer to the one call that needs every schema is made here, so that no start of a plugin has to. */
const schemaAsBytes: Plugin = {
  name: "schema as bytes",
  setup(build) {
    build.onLoad({ filter: /[\\/]provider[\\/]encoded-schema\.ts$/ }, () => {
      const bytes = Buffer.from(encodedSchema()).toString("base64");
      return { contents: `export const encodedSchema = () => Buffer.from("${bytes}", "base64");` };
    });
  },
};

if (require.main === module) {
  const outfile = join(packageRoot().directory, "dist/terraform-provider-netfoundry");
  bundleProvider(outfile).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
