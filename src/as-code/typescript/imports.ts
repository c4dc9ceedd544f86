import type { Use } from "./code";

/** The import of what code uses of the constructs. Ends with a line break. Empty when it uses nothing. */
export function constructsImport(uses: readonly Use[]): string {
  const own = uses.filter(({ module }) => module === "netfoundry-scim/constructs");
  const names = [...new Set(own.map(({ name }) => name))].sort();
  if (names.length === 0) return "";
  const line = `import { ${names.join(", ")} } from "netfoundry-scim/constructs";\n`;
  if (line.length <= 100) return line;
  return `import {\n${names.map((name) => `  ${name},\n`).join("")}} from "netfoundry-scim/constructs";\n`;
}
