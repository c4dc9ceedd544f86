import { type SchemaName, schemaText } from "../../review/schemas/schema-text";

/** Prints a JSON Schema. */
export function printSchema(name: SchemaName): void {
  process.stdout.write(schemaText(name));
}
