import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { schemaText } from "../../src/review/schemas/schema-text";
import { statusSchemaText } from "../../src/token-slots/report/schema-text";

/** The JSON Schemas that the project publishes, by file. */
export const SCHEMA_FILES = {
  report: "review-report.schema.json",
  config: "review-config.schema.json",
  status: "token-status.schema.json",
} as const;

/** Writes the JSON Schemas of the commands into a folder. */
export function writeSchemas(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, SCHEMA_FILES.report), schemaText("report"));
  writeFileSync(join(folder, SCHEMA_FILES.config), schemaText("config"));
  writeFileSync(join(folder, SCHEMA_FILES.status), statusSchemaText());
}
