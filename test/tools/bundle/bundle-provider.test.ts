import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../../src/cli/package-root";
import { BUILT_PROVIDER } from "../../../src/cli/provider-package";
import { bundleProvider } from "../../../tools/bundle/bundle-provider";
import { rehearse } from "../../../tools/bundle/rehearsal";

jest.setTimeout(60_000);

const root = mkdtempSync(join(tmpdir(), "bundle-"));
const HERE = [process.version, process.platform, process.arch].join(" ");

interface Built {
  readonly program: string;
  readonly parts: Buffer;
}
/** Where a part is: its begin, the length of its source, the length of its compiled code after that. */
type Place = readonly [number, number, number];

let built: Built;
let places: Readonly<Record<string, Place>>;

beforeAll(async () => {
  built = await build("first");
  places = JSON.parse(/"places":(\{[^}]*\})/.exec(built.program)?.[1] ?? "");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function build(name: string): Promise<Built> {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  await bundleProvider(folder);
  return {
    program: readFileSync(join(folder, BUILT_PROVIDER.program), "utf8"),
    parts: readFileSync(join(folder, BUILT_PROVIDER.parts)),
  };
}

/** Writes a provider, as it was built or changed, and returns the path of what is started. */
function written(name: string, { program, parts }: { program: string; parts: Buffer | null }): string {
  const folder = join(root, name);
  const path = join(folder, BUILT_PROVIDER.program);
  mkdirSync(folder);
  writeFileSync(path, program);
  chmodSync(path, 0o755);
  if (parts !== null) writeFileSync(join(folder, BUILT_PROVIDER.parts), parts);
  return path;
}

/** Plays terraform with it. */
function rehearseWith(name: string, changed: Built): Promise<void> {
  const command = [written(name, changed)];
  const database = join(root, `${name}.sqlite`);
  return rehearse({ command, environment: { PATH: process.env.PATH }, database });
}

function sources(): string {
  const each = Object.values(places).map(([begin, length]) => built.parts.subarray(begin, begin + length));
  return Buffer.concat(each).toString();
}

function compiledPlaces(): [number, number][] {
  return Object.values(places)
    .filter(([, , compiled]) => compiled > 0)
    .map(([begin, length, compiled]) => [begin + length, begin + length + compiled]);
}

test("the provider is an executable that node runs, and the parts that it reads", () => {
  expect(built.program.startsWith("#!/usr/bin/env node\n")).toBe(true);
  expect(statSync(join(root, "first", BUILT_PROVIDER.program)).mode & 0o111).toBe(0o111);
  expect(Object.keys(places).length).toBeGreaterThan(10);
});

test("what node reads before the handshake is small, and forms are not in any part", () => {
  expect(built.program.length).toBeLessThan(10_000);
  expect(sources()).not.toContain("application/vnd.ms-excel");
});

test("no module is there twice, however many parts need it", () => {
  // Handlers tell unknown values and errors by their class, of which there must be one.
  expect(sources().match(/an unknown value cannot be turned into JSON/g)).toHaveLength(1);
  expect(sources().match(/name="NotFoundError"/g)).toHaveLength(1);
});

test("two builds give the same bytes, wherever they are written", async () => {
  expect(await build("second")).toEqual(built);
});

describe("what was compiled when the provider was built", () => {
  test("is there for the node that made it, and holds no path of the machine", () => {
    expect(built.program).toContain(`"node":"${HERE}"`);
    expect(compiledPlaces().length).toBeGreaterThan(10);
    expect(built.parts.includes("./provider-main.js")).toBe(true);
    for (const place of [join(tmpdir(), "bundle-"), packageRoot().directory]) {
      expect(built.parts.includes(place)).toBe(false);
    }
  });

  test("is left alone by another node", async () => {
    const program = built.program.replace(`"node":"${HERE}"`, '"node":"v0.0.1 plan9 mips"');
    await rehearseWith("other-node", { ...built, program });
  });

  test("may be anything: what V8 does not know as its own is compiled anew", async () => {
    const parts = Buffer.from(built.parts);
    for (const [begin, end] of compiledPlaces()) parts.fill("A", begin, end);
    await rehearseWith("garbage", { ...built, parts });
  });

  test("may be of other sources: V8 sees that it is not of these", async () => {
    const parts = Buffer.from(built.parts);
    const [[from, fromEnd], [to, toEnd]] = compiledPlaces() as [[number, number], [number, number]];
    parts.fill("A", to, toEnd);
    built.parts.copy(parts, to, from, Math.min(fromEnd, from + toEnd - to));
    await rehearseWith("other-sources", { ...built, parts });
  });
});

describe("parts that are not those of the program", () => {
  const INSTALL = "from the same build: install both files again.\n";

  test.each<[string, () => Buffer | null, string]>([
    ["missing", () => null, "cannot be read: ENOENT"],
    ["of another build", () => Buffer.from(built.parts).fill("0", 0, 8), "is of another build"],
    ["cut off", () => built.parts.subarray(0, 100), "is cut off"],
    ["empty", () => Buffer.alloc(0), "is cut off"],
  ])("%s: the line that terraform shows says what is wrong and what to do", (name, parts, problem) => {
    const path = written(`parts ${name}`, { program: built.program, parts: parts() });
    const { status, stdout, stderr } = spawnSync(path, { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toContain(`the provider is not whole: ${join(root, `parts ${name}`, "provider.parts")}`);
    expect(stdout).toContain(problem);
    expect(stdout.endsWith(INSTALL)).toBe(true);
    expect(stdout.split("\n")).toHaveLength(2);
  });
});
