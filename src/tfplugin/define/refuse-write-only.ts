import type { Schema } from "../schema/schema";

/**
 * Refuses write-only attributes. Terraform allows them only in managed resources.
 * @throws TypeError that names the attribute.
 */
export function refuseWriteOnly(kind: string, { attributes }: Schema): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    if (attribute.writeOnly)
      throw new TypeError(`attribute ${name}: ${kind} cannot have write-only attributes`);
  }
}
