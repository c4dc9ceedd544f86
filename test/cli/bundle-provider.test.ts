import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rehearse } from "../../src/cli/bundle/rehearsal";
import { bundleProvider } from "../../src/cli/bundle-provider";

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), "bundle-"));
const outfile = join(folder, "terraform-provider-netfoundry");
const HERE = [process.version, process.platform, process.arch].join(" ");
let source: string;

beforeAll(async () => {
  await bundleProvider(outfile);
  source = readFileSync(outfile, "utf8");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Changes the bundle, and plays terraform with it. */
function rehearseWith(changed: string, name: string): Promise<void> {
  const file = join(folder, name);
  writeFileSync(file, changed);
  chmodSync(file, 0o755);
  const database = join(folder, `${name}.sqlite`);
  return rehearse({ command: [file], environment: { PATH: process.env.PATH }, database });
}

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

test("two builds in different places give the same bytes", async () => {
  const elsewhere = join(mkdtempSync(join(folder, "elsewhere-")), "provider");
  await bundleProvider(elsewhere);
  expect(readFileSync(elsewhere, "utf8")).toBe(source);
});

describe("what was compiled when the bundle was made", () => {
  const CODE = /^\/\/[A-Za-z0-9+/=]+$/gm;

  test("is there for the node that made it, and holds no path of the machine", () => {
    expect(source).toContain(`"node":"${HERE}"`);
    const codes = source.match(CODE) ?? [];
    expect(codes.length).toBeGreaterThan(10);
    const bytes = codes.map((line) => Buffer.from(line.slice(2), "base64").toString("latin1")).join("");
    expect(bytes).toContain("./provider-main.js");
    expect(bytes).not.toContain(tmpdir());
  });

  test("is left alone by another node", async () => {
    await rehearseWith(source.replace(`"node":"${HERE}"`, '"node":"v0.0.1 plan9 mips"'), "other-node");
  });

  test("may be anything: what V8 does not know as its own is compiled anew", async () => {
    await rehearseWith(
      source.replace(CODE, (line) => `//${"A".repeat(line.length - 2)}`),
      "garbage",
    );
  });

  test("may be of other sources: V8 sees that it is not of these", async () => {
    const [first = "", second = ""] = source.match(CODE) ?? [];
    const swapped = source.replace(
      second,
      `//${first
        .slice(2)
        .padEnd(second.length - 2, "A")
        .slice(0, second.length - 2)}`,
    );
    await rehearseWith(swapped, "other-sources");
  });
});
