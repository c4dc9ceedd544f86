import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { schemaText } from "../../src/review/schemas/schema-text";

/** The JSON Schemas that the project publishes, by file. */
export const SCHEMA_FILES = {
  report: "review-report.schema.json",
  config: "review-config.schema.json",
} as const;

/** Writes the JSON Schemas of the review into a folder. */
export function writeSchemas(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, SCHEMA_FILES.report), schemaText("report"));
  writeFileSync(join(folder, SCHEMA_FILES.config), schemaText("config"));
}
