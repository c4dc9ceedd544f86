import type { Parts } from "./parts";

/**
 * The parts of a program as one executable source. Node reads through the whole of a source before it runs its first line:
 * 20 ms for half a megabyte of code, 4 ms when it is text in string literals, 1 ms when it is comments. So each part stands
 * in a comment, which the program reads out of its own file when the part is first required.
 * @param first the part that is the program.
 */
export function oneFile(parts: Parts, first: string): string {
  const places: Record<string, readonly [begin: number, end: number]> = {};
  let comments = "";
  for (const [name, source] of Object.entries(parts)) {
    // As JSON it is one line, whatever is in it, and as ASCII a character is a byte.
    const text = ascii(JSON.stringify(source));
    const begin = comments.length + "//".length;
    places[name] = [begin, begin + text.length];
    comments += `//${text}\n`;
  }
  return `#!/usr/bin/env node\n${loader(places, first)}${PARTS}${comments}`;
}

const PARTS = "\n// parts:\n";

/** The name a part is compiled under shows in stack traces. */
function loader(places: object, first: string): string {
  return `const { readFileSync } = require("node:fs");
const { compileFunction } = require("node:vm");
const places = ${JSON.stringify(places)};
const file = readFileSync(__filename);
const parts = file.indexOf(${JSON.stringify(PARTS)}) + ${PARTS.length};
const loaded = new Map();
function load(name) {
  if (!Object.hasOwn(places, name)) return require(name);
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const [begin, end] = places[name];
  const source = JSON.parse(file.latin1Slice(parts + begin, parts + end));
  const filename = __filename + name.slice(1);
  compileFunction(source, ["module", "exports", "require", "__filename"], { filename })(module, module.exports, load, filename);
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
