import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/**
 * What the HTTP library brings for requests that are never sent: multipart forms (with a quarter of a megabyte of media
 * types), redirects, HTTP/2, and `fetch`. Node loads the latter two when their names are first touched, which takes 35 ms.
 */
const UNUSED = [
  { filter: /^form-data$/, contents: "module.exports = class {};" },
  { filter: /^follow-redirects$/, contents: "module.exports = {};" },
  { filter: /^http2$/, contents: "module.exports = {};" },
  { filter: /^\.\/fetch\.js$/, contents: "exports.getFetch = undefined;" },
  // Only where a proxy is met.
  {
    filter: /^https-proxy-agent$/,
    contents:
      "module.exports = class { constructor(options) { return new (require('https-proxy-agent'))(options); } };",
  },
];

const USED = `
  import http from "axios/unsafe/adapters/http.js";
  export { default as AxiosHeaders } from "axios/unsafe/core/AxiosHeaders.js";
  export const getAdapter = () => http;
`;

const FORM_DATA = "typeof G.FormData !== 'undefined' ? G.FormData : undefined";

/** Leaves out what the provider does not use of the libraries it brings. */
export const withoutUnused: Plugin = {
  name: "without unused",
  setup(build) {
    for (const { filter, contents } of UNUSED) {
      build.onResolve({ filter }, ({ path, importer, resolveDir }) =>
        isHttpLibrary(importer) ? { path, namespace: "unused", pluginData: resolveDir } : null,
      );
      build.onLoad({ filter, namespace: "unused" }, ({ pluginData: resolveDir }) => ({
        contents,
        resolveDir,
      }));
    }
    // Of the library itself only what sends a request; whatever else is imported of it fails to build.
    build.onResolve({ filter: /^axios$/ }, ({ path, resolveDir }) => ({
      path,
      namespace: "used",
      pluginData: resolveDir,
    }));
    build.onLoad({ filter: /^axios$/, namespace: "used" }, ({ pluginData: resolveDir }) => ({
      contents: USED,
      resolveDir,
    }));
    // The modules of the schema library are there already, and this would bring its other form as well.
    build.onResolve({ filter: /^zod\/v4\/locales\/en\.cjs$/ }, ({ path, resolveDir, kind }) =>
      build.resolve(path.replace(/\.cjs$/, ".js"), { resolveDir, kind }),
    );
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
