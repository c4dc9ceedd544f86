import { createHash } from "node:crypto";
import type { Parts } from "./parts";

/** What V8 made of parts when they ran, and the one node that can use it: `v20.20.2 linux x64`. */
export interface CompiledParts {
  readonly node: string;
  readonly parts: Readonly<Record<string, Buffer>>;
}

/** A program in two files of one folder. */
export interface TwoFiles {
  /** What is started: it knows where in the other file each part is. */
  readonly program: string;
  /** The parts, each followed by its compiled code. */
  readonly held: Buffer;
}

/**
 * The parts of a program as a small executable source and a file beside it, from which it reads a part when that is first
 * required. In one file, node would read and V8 would look through all of it before the first line runs: 4 ms for a
 * megabyte, even when it is comments.
 * @param first the part that is the program.
 * @param heldIn the name of the other file.
 * @param compiled for the node that it was compiled by; any other compiles the parts itself.
 */
export function twoFiles(parts: Parts, first: string, heldIn: string, compiled?: CompiledParts): TwoFiles {
  const pieces: Buffer[] = [];
  let end = MARK_LENGTH;
  const places = Object.entries(parts).map(([name, source]) => {
    const text = Buffer.from(BEGIN + ascii(name, source.replace(HASHBANG, "")) + END, "latin1");
    const code = compiled?.parts[name] ?? Buffer.alloc(0);
    const begin = end;
    pieces.push(text, code);
    end += text.length + code.length;
    return [name, [begin, text.length, code.length]];
  });
  const content = Buffer.concat(pieces);
  const mark = createHash("sha256").update(content).digest("hex").slice(0, MARK_LENGTH);
  const known = { mark, node: compiled?.node ?? "", places: Object.fromEntries(places) };
  return {
    program: `#!/usr/bin/env node\n${loader(known, first, heldIn)}`,
    held: Buffer.concat([Buffer.from(mark), content]),
  };
}

/** What the other file begins with: it belongs to one build of the program. */
const MARK_LENGTH = 16;

const HASHBANG = /^#!.*/;
const BEGIN = "(function (module, exports, require) { ";
const END = "\n})";

/** The bundler escapes every other character, so a part can be read as bytes. */
function ascii(name: string, source: string): string {
  if (/^[\0-\x7f]*$/.test(source)) return source;
  throw new Error(`${name} holds characters that are not ASCII`);
}

/**
 * Parts are compiled under their own names, which show in stack traces. V8 refuses by itself what was compiled by another
 * version of it. What is wrong with the files is said on stdout, whose first line terraform shows when it is no handshake.
 */
function loader(known: object, first: string, heldIn: string): string {
  return `const { openSync, readSync, writeSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");
const { mark, node, places } = ${JSON.stringify(known)};
const path = join(__dirname, ${JSON.stringify(heldIn)});
const held = opened();
const isSame = node === [process.version, process.platform, process.arch].join(" ");
const loaded = new Map();
function load(name) {
  if (!Object.hasOwn(places, name)) return require(name);
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const [begin, length, compiled] = places[name];
  const bytes = read(begin, length + compiled);
  const cachedData = isSame && compiled > 0 ? bytes.subarray(length) : undefined;
  const script = new Script(bytes.latin1Slice(0, length), { filename: name, cachedData });
  script.runInThisContext()(module, module.exports, load);
  return module.exports;
}
function read(begin, length) {
  const bytes = Buffer.allocUnsafeSlow(length);
  if (readSync(held, bytes, 0, length, begin) < length) fail("is cut off");
  return bytes;
}
function opened() {
  try {
    return openSync(path);
  } catch (error) {
    fail("cannot be read: " + error.message);
  }
}
function fail(why) {
  writeSync(1, "the provider is not whole: " + path + " " + why + ". It belongs beside " + __filename +
    ", from the same build: install both files again.\\n");
  process.exit(1);
}
if (read(0, mark.length).latin1Slice() !== mark) fail("is of another build");
load(${JSON.stringify(first)});
`;
}
