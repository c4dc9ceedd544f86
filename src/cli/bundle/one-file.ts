import { deflateRawSync } from "node:zlib";
import type { Parts } from "./parts";

/** What V8 made of parts when they ran, each as base64, and the one node that can use it: `v20.20.2 linux x64`. */
export interface CompiledParts {
  readonly node: string;
  readonly parts: Readonly<Record<string, string>>;
}

/**
 * The parts of a program as one executable source. Node reads through the whole of a source before it runs its first line:
 * 20 ms for half a megabyte of code, 4 ms when it is text in string literals, 1 ms when it is comments. So each part stands
 * in a comment, within a function whose text the program asks for when the part is first required.
 * @param first the part that is the program.
 * @param compiled for the node that it was compiled by; any other compiles the parts itself.
 */
export function oneFile(parts: Parts, first: string, compiled?: CompiledParts): string {
  const held = new Comments();
  const large = Object.keys(parts).filter((name) => (parts[name]?.length ?? 0) >= LARGE);
  const sources = mapped(parts, (source, name) => {
    // As JSON it is one line, whatever is in it.
    const json = ascii(JSON.stringify(`${BEGIN}${source.replace(HASHBANG, "")}${END}`));
    return held.add(large.includes(name) ? deflated(Buffer.from(json)) : json);
  });
  const codes = mapped(compiled?.parts ?? {}, (code, name) =>
    held.add(large.includes(name) ? deflated(Buffer.from(code, "base64")) : code),
  );
  const known = { node: compiled?.node ?? "", large, sources, codes };
  return `#!/usr/bin/env node\n${loader(known, first)}${HELD}${held.text}}\n`;
}

/**
 * Characters from which on a part is deflated: a megabyte of comments costs 3 ms of every start. Smaller ones would save less
 * than it takes to load what inflates; the one that is as large, the API client, needs that anyway.
 */
const LARGE = 100_000;

const HASHBANG = /^#!.*/;
const BEGIN = "(function (module, exports, require) { ";
const END = "\n})";

const HELD = "function held() {\n";

type Place = readonly [begin: number, end: number];

/** Lines of comments, and where in the text of the function around them each stands. */
class Comments {
  text = "";

  add(line: string): Place {
    const begin = HELD.length + this.text.length + "//".length;
    this.text += `//${line}\n`;
    return [begin, begin + line.length];
  }
}

function deflated(bytes: Buffer): string {
  return deflateRawSync(bytes, { level: 9 }).toString("base64");
}

function mapped<T>(
  texts: Readonly<Record<string, string>>,
  make: (text: string, name: string) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, make(text, name)]));
}

/** Parts are compiled under their own names, which show in stack traces. V8 refuses by itself what was compiled by another version of it. */
function loader(known: object, first: string): string {
  return `const { Script } = require("node:vm");
const { node, large, sources, codes } = ${JSON.stringify(known)};
const text = held.toString();
const isSame = node === [process.version, process.platform, process.arch].join(" ");
const loaded = new Map();
function load(name) {
  if (!Object.hasOwn(sources, name)) return require(name);
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const inflated = (bytes) => (large.includes(name) ? require("node:zlib").inflateRawSync(bytes) : bytes);
  const bytes = (place) => inflated(Buffer.from(text.slice(...place), "base64"));
  const source = large.includes(name) ? bytes(sources[name]).latin1Slice() : text.slice(...sources[name]);
  const cachedData = isSame && Object.hasOwn(codes, name) ? bytes(codes[name]) : undefined;
  const script = new Script(JSON.parse(source), { filename: name, cachedData });
  script.runInThisContext()(module, module.exports, load);
  return module.exports;
}
load(${JSON.stringify(first)});
`;
}

function ascii(text: string): string {
  return text.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
