/** What names a module, as compilers and people write it: `require("…")`, `from "…"` and `import("…")`. */
const NAMES_CDKTF = /\b(require\(|from |import\()(["'])cdktf\2/g;

/**
 * Turns code for cdktf into code for its successor cdktn. The two differ in nothing but the name of the module,
 * so any program that says `import … from "cdktf"` may be turned in this way.
 */
export function toCdktn(code: string): string {
  return code.replace(NAMES_CDKTF, "$1$2cdktn$2");
}
