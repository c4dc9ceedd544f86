import type { Parts } from "./parts";

/**
 * The parts of a program as one executable source. Node reads through the whole of a source before it runs its first line,
 * which takes some 20 ms for half a megabyte; as text in a string literal the same bytes cost next to nothing, so each
 * part is text until it is first required.
 * @param first the part that is the program.
 */
export function oneFile(parts: Parts, first: string): string {
  return [
    "#!/usr/bin/env node",
    `const parts = ${JSON.stringify(parts)};`,
    LOADER,
    `load(${JSON.stringify(first)});`,
    "",
  ].join("\n");
}

/** The name a part is compiled under shows in stack traces. */
const LOADER = `const { compileFunction } = require("node:vm");
const loaded = new Map();
function load(name) {
  const source = parts[name];
  if (source === undefined) return require(name);
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const filename = __filename + name.slice(1);
  compileFunction(source, ["module", "exports", "require", "__filename"], { filename })(module, module.exports, load, filename);
  return module.exports;
}`;
