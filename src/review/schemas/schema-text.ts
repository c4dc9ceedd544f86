import * as z from "zod/mini";
import { report } from "../report/report";
import { reviewSettings } from "../settings/review-settings";

const SCHEMAS = {
  report: { schema: report, title: "The JSON report of netfoundry-scim review" },
  config: { schema: reviewSettings, title: "review.yaml of netfoundry-scim review" },
} as const;
export type SchemaName = keyof typeof SCHEMAS;

/** The JSON Schema (2020-12) of the report, or of review.yaml. */
export function schemaText(name: SchemaName): string {
  const { schema, title } = SCHEMAS[name];
  const document = z.toJSONSchema(schema, { io: name === "report" ? "output" : "input" });
  return `${JSON.stringify({ title, ...document }, null, 2)}\n`;
}
