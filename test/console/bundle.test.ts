import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Metafile } from "esbuild";
import { bundleConsole } from "../../tools/bundle/bundle-console";
import { temporaryFolder } from "../support/temporary-folder";

const LIMIT = 60 * 1024;

let folder: string;
let metafile: Metafile;
beforeAll(async () => {
  folder = temporaryFolder();
  metafile = await bundleConsole(folder);
}, 60_000);

const read = (file: string) => readFileSync(join(folder, file));

test("the script stays below 60 KB gzipped", () => {
  expect(gzipSync(read("console.js")).length).toBeLessThan(LIMIT);
});

test("the contract comes without its schemas, and nothing comes from elsewhere than Preact", () => {
  const packages = Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  expect([...new Set(packages)].sort()).toEqual(["@preact/signals", "@preact/signals-core", "preact"]);
});

test("the folder has the page, its style, its script and the licences of what is in it", () => {
  expect(readdirSync(folder).sort()).toEqual([
    "THIRD-PARTY-NOTICES",
    "console.css",
    "console.js",
    "index.html",
  ]);
  expect(read("THIRD-PARTY-NOTICES").toString()).toMatch(/preact 11.*MIT License/s);
});

test("the same sources give the same bytes in every folder", async () => {
  const other = temporaryFolder();
  await bundleConsole(other);
  for (const file of readdirSync(folder)) {
    expect(readFileSync(join(other, file)).equals(read(file))).toBe(true);
  }
});
