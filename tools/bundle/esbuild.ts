/** A plain require: the bundler is there while developing, not where this package is installed. */
export function esbuild(): typeof import("esbuild") {
  return require("esbuild");
}
