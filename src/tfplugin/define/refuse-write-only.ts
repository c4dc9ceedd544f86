import type { Schema } from "../schema/schema";

/**
 * Holds a schema to Terraform's rule that only managed resources have write-only attributes.
 * @throws TypeError naming the attribute.
 */
export function refuseWriteOnly(kind: string, { attributes }: Schema): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    if (attribute.writeOnly) throw new TypeError(`attribute ${name}: ${kind} has no write-only attributes`);
  }
}
