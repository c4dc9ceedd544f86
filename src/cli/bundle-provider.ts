import { join } from "node:path";
import type { BuildOptions, Plugin } from "esbuild";
import { packageRoot } from "./package-root";

/**
 * What is loaded late, by the path it is imported by: the provider itself, once the handshake line is printed, and the
 * HTTP library, once a request is sent. Most plugin processes end before that.
 */
const LATE = /^(\.\/plugin|axios)$/;

/** Only multipart forms need it, which the API does not take. It brings a quarter of a megabyte of media types. */
const UNUSED = /^form-data$/;

const COMMON = {
  bundle: true,
  write: false,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
} satisfies BuildOptions;

/**
 * Writes the provider as one executable file. Node reads through the whole of a source before it runs its first line, which
 * takes some 20 ms for half a megabyte, so what is loaded late is in it as text, which is compiled when it is first required.
 */
export async function bundleProvider(outfile: string): Promise<void> {
  const { build } = loadEsbuild();
  const entry = join(packageRoot().directory, "src/provider/main.ts");
  await build({ ...COMMON, write: true, entryPoints: [entry], outfile, plugins: [late(null)] });
}

/** @param inside the late part being built, which is not late to itself. */
function late(inside: string | null): Plugin {
  return {
    name: "late",
    setup(build) {
      build.onResolve({ filter: UNUSED }, ({ path }) => ({ path, namespace: "unused" }));
      build.onLoad({ filter: UNUSED, namespace: "unused" }, () => ({
        contents: "module.exports = class {};",
      }));
      build.onResolve({ filter: LATE }, ({ path, resolveDir, kind }) =>
        kind === "entry-point" || path === inside
          ? null
          : { path, namespace: "late", pluginData: resolveDir },
      );
      build.onLoad({ filter: LATE, namespace: "late" }, async ({ path, pluginData }) => ({
        contents: compiledWhenRequired(path, await textOf(path, pluginData)),
      }));
    },
  };
}

/** A late part with all that it needs, as the source of one CommonJS module. */
async function textOf(path: string, resolveDir: string): Promise<string> {
  const { build } = loadEsbuild();
  const stdin = { contents: `module.exports = require(${JSON.stringify(path)});`, resolveDir };
  const { outputFiles } = await build({ ...COMMON, stdin, plugins: [late(path)] });
  return outputFiles[0]?.text ?? "";
}

/** The name shows in stack traces. */
function compiledWhenRequired(path: string, source: string): string {
  const name = JSON.stringify(`/${path.replace("./", "")}`);
  return [
    'const { compileFunction } = require("node:vm");',
    `const source = ${JSON.stringify(source)};`,
    `const filename = __filename + ${name};`,
    'const names = ["module", "exports", "require", "__filename"];',
    "compileFunction(source, names, { filename })(module, exports, require, filename);",
  ].join("\n");
}

/** A plain require: the bundler is there while developing, not where this package is installed. */
function loadEsbuild(): typeof import("esbuild") {
  return require("esbuild");
}

if (require.main === module) {
  const outfile = join(packageRoot().directory, "dist/terraform-provider-netfoundry");
  bundleProvider(outfile).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
