import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleProvider } from "../../src/cli/bundle-provider";

const folder = mkdtempSync(join(tmpdir(), "bundle-"));
const outfile = join(folder, "terraform-provider-netfoundry");
let source: string;

beforeAll(async () => {
  await bundleProvider(outfile);
  source = readFileSync(outfile, "utf8");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the bundle is one executable file that node runs", () => {
  expect(source.startsWith("#!/usr/bin/env node\n")).toBe(true);
  expect(statSync(outfile).mode & 0o111).toBe(0o111);
});

test("the code that node reads through before the handshake is small: the parts are comments", () => {
  const code = source.split("\n").filter((line) => !line.startsWith("//"));
  expect(code.join("\n").length).toBeLessThan(10_000);
  expect(source).not.toContain("application/vnd.ms-excel");
});

test("no module is there twice, however many parts need it", () => {
  // Handlers tell unknown values and errors by their class, of which there must be one.
  expect(source.match(/an unknown value cannot be turned into JSON/g)).toHaveLength(1);
  expect(source.match(/name=\\"NotFoundError\\"/g)).toHaveLength(1);
});

test("two builds give the same bytes", async () => {
  await bundleProvider(outfile);
  expect(readFileSync(outfile, "utf8")).toBe(source);
});
