import type { Adopted } from "../model/adopted";
import { RESOURCE_TYPES } from "../model/kind";
import { addressOf, argumentLines } from "./expression";
import { quoted } from "./text";

/** A `resource` block. Ends with a line break. */
export function resourceBlock(adopted: Adopted): string {
  const { kind, label, dependsOn } = adopted;
  const order = dependsOn.map((one) => addressOf(one.kind, one.label));
  const lines = [
    `resource "${RESOURCE_TYPES[kind]}" "${label}" {`,
    ...argumentLines(Object.entries(adopted.arguments), 2),
    ...(order.length === 0 ? [] : ["", `  depends_on = [${order.join(", ")}]`]),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

/** An `import` block, by id or by the resource identity. Ends with a line break. */
export function importBlock({ kind, label, id }: Adopted, byIdentity: boolean): string {
  const name = kind === "mapping" || kind === "token" ? "integration_id" : "id";
  const by = byIdentity ? `  identity = { ${name} = ${quoted(id)} }` : `  id = ${quoted(id)}`;
  const to = byIdentity ? "  to       =" : "  to =";
  return `import {\n${to} ${addressOf(kind, label)}\n${by}\n}\n`;
}
