import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/**
 * What the HTTP library brings for requests that are never sent: multipart forms (with a quarter of a megabyte of media
 * types), HTTP/2, and `fetch`. Node loads the latter two when their names are first touched, which takes 35 ms.
 */
const UNUSED = [
  { filter: /^form-data$/, contents: "module.exports = class {};" },
  { filter: /^http2$/, contents: "module.exports = {};" },
  { filter: /^\.\/fetch\.js$/, contents: "exports.getFetch = undefined;" },
];

const FORM_DATA = "typeof G.FormData !== 'undefined' ? G.FormData : undefined";

/** Leaves those out. */
export const withoutUnused: Plugin = {
  name: "without unused",
  setup(build) {
    for (const { filter, contents } of UNUSED) {
      build.onResolve({ filter }, ({ path, importer }) =>
        isHttpLibrary(importer) ? { path, namespace: "unused" } : null,
      );
      build.onLoad({ filter, namespace: "unused" }, () => ({ contents }));
    }
    build.onLoad({ filter: /[\\/]axios[\\/]lib[\\/]utils\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (!source.includes(FORM_DATA)) throw new Error(`${path} has no "${FORM_DATA}" any more`);
      return { contents: source.replace(FORM_DATA, "undefined") };
    });
  },
};

function isHttpLibrary(path: string): boolean {
  return /[\\/]node_modules[\\/]axios[\\/]/.test(path);
}
