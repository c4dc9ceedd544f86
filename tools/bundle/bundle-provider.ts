import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { packageRoot } from "../../src/cli/package-root";
import { BUILT_PROVIDER } from "../../src/cli/provider-package";
import { encodedSchema } from "../../src/provider/encoded-schema";
import { compiledParts } from "./compiled";
import { partsOf } from "./parts";
import { twoFiles } from "./two-files";
import { withoutUnused } from "./unused";

const FIRST = "./provider-main.js";

/** Writes the provider into a folder, as an executable file and its parts, which need nothing but node. */
export async function bundleProvider(folder: string): Promise<void> {
  const sources = join(packageRoot().directory, "src");
  const parts = await partsOf(join(sources, "provider/main.ts"), sources, [withoutUnused, schemaAsBytes]);
  const files = twoFiles(parts, FIRST, BUILT_PROVIDER.parts, await compiledParts(parts, FIRST));
  const program = join(folder, BUILT_PROVIDER.program);
  writeFileSync(join(folder, BUILT_PROVIDER.parts), files.held);
  writeFileSync(program, files.program);
  chmodSync(program, 0o755);
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
  bundleProvider(join(packageRoot().directory, BUILT_PROVIDER.folder)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
