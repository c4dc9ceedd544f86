import { basename, dirname, join, relative } from "node:path";
import type { BuildOptions, OutputFile, Plugin } from "esbuild";
import { esbuild } from "./esbuild";

/** The parts of a program, each the source of a CommonJS module, by the name the others require it by: `./client.js`. */
export type Parts = Readonly<Record<string, string>>;

const COMMON = {
  platform: "node",
  target: "node20",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
} satisfies BuildOptions;

/**
 * Bundles a program into parts that need not all be loaded. What a source file imports is loaded with it; what it
 * requires by a relative path is a part of its own. Code that several parts need is in parts that they share, so that
 * no module is there twice.
 * @param folder what the paths of source files are shortened by, to name their parts.
 */
export async function partsOf(entry: string, folder: string, plugins: Plugin[]): Promise<Parts> {
  const entries = new Map([[partName(entry, folder), entry]]);
  for (;;) {
    const before = entries.size;
    const files = await bundled(entries, folder, plugins);
    // A part may require others, which were not known of before.
    if (entries.size === before) return Object.fromEntries(await Promise.all(files.map(asCommonJs)));
  }
}

/** @param entries the sources that parts are made of; those found to be required are added. */
async function bundled(
  entries: Map<string, string>,
  folder: string,
  plugins: Plugin[],
): Promise<OutputFile[]> {
  const { outputFiles } = await esbuild().build({
    ...COMMON,
    bundle: true,
    // Of a package that has both, the modules: what is not used of those is left out.
    mainFields: ["module", "main"],
    write: false,
    format: "esm",
    splitting: true,
    entryPoints: Object.fromEntries(entries),
    outdir: folder,
    plugins: [requiredApart(entries, folder), ...plugins],
  });
  return outputFiles;
}

function requiredApart(entries: Map<string, string>, folder: string): Plugin {
  return {
    name: "required apart",
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, async ({ path, kind, importer, resolveDir }) => {
        if (kind !== "require-call" || importer.includes("node_modules")) return null;
        const { path: source } = await build.resolve(path, {
          kind: "import-statement",
          importer,
          resolveDir,
        });
        const name = partName(source, folder);
        entries.set(name, source);
        return { path: `./${name}.js`, external: true };
      });
    },
  };
}

async function asCommonJs({ path, text }: OutputFile): Promise<[string, string]> {
  const { code } = await esbuild().transform(text, { ...COMMON, format: "cjs" });
  return [`./${basename(path)}`, code];
}

/** `provider-resources-scim-token` */
function partName(source: string, folder: string): string {
  const name = basename(source).replace(/\.[^.]*$/, "");
  return relative(folder, join(dirname(source), name)).replaceAll(/[\\/]/g, "-");
}
