/** What names cdktf as a module, by compilers and people: `require("…")`, `from "…"`, `import("…")`. */
const CDKTF = /(?<=\b(?:require\(|from |import\()(["']))cdktf(?=\1)/g;
/** The same for the constructs of this package, or for an entry below them. */
const CONSTRUCTS = /(?<=\b(?:require\(|from |import\()["']netfoundry-scim\/constructs)(?=["'/])/g;

/**
 * Turns code for cdktf into code for its successor cdktn. The two differ in nothing but the name of the
 * module, so any program that imports cdktf by name may be turned in this way.
 */
export function toCdktn(code: string): string {
  return code.replace(CDKTF, "cdktn").replace(CONSTRUCTS, "/cdktn");
}
