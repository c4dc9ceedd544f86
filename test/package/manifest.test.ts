import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

const ROOT = resolve(__dirname, "../..");

interface Manifest {
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, { readonly types: string } | string>>;
  readonly typesVersions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
}

const manifest: Manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

describe("the package", () => {
  test("can be published", () => {
    expect(manifest.private).toBeUndefined();
  });

  test("tells TypeScript with node10 resolution, which reads no exports, the same declarations", () => {
    const declared = Object.entries(manifest.exports).flatMap(([entry, target]) =>
      typeof target === "string" ? [] : [[entry.replace("./", ""), [target.types]]],
    );
    expect(manifest.typesVersions).toEqual({ "*": Object.fromEntries(declared) });
  });

  // With a range for cdktn, npm would hold its peer against a project of cdktf: it takes no constructs from
  // 10.8 on, which `cdktf init` installs. The entry in the meta is what strict package managers need to link
  // it.
  test("names cdktn as an optional peer without a range", () => {
    expect(manifest.peerDependencies).toEqual({ cdktf: ">=0.21.0 <1", constructs: ">=10.4.2 <11" });
    expect(manifest.peerDependenciesMeta).toMatchObject({ cdktn: { optional: true } });
  });

  test.each([
    ["src", "dependencies"],
    ["constructs", "peerDependencies"],
  ] as const)("%s imports nothing but what is in its %s", (folder, kind) => {
    const known = Object.keys(manifest[kind]);
    expect(packagesOf(folder).filter((name) => !known.includes(name))).toEqual([]);
  });
});

/** The npm packages that the files of a folder load, type imports left out. */
function packagesOf(folder: string): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  const targets = files
    // The build bundles the console's app, so that its packages are in the bundle.
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(join("server", "console", "app")))
    .flatMap((file) => loadedBy(readFileSync(join(ROOT, folder, file), "utf8")))
    .filter((target) => !target.startsWith(".") && !target.startsWith("node:"));
  return [...new Set(targets.map((target) => /^(?:@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target))].sort();
}

function loadedBy(source: string): string[] {
  const loading = source.replace(/^(import|export) type [^;]+;/gm, "");
  return ts.preProcessFile(loading, true, true).importedFiles.map(({ fileName }) => fileName);
}
