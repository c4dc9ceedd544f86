import * as z from "zod/mini";
import { statusReport } from "./report";

/** The JSON Schema (2020-12) of what `token status --json` prints. */
export function statusSchemaText(): string {
  const title = "The JSON report of netfoundry-scim token status";
  return `${JSON.stringify({ title, ...z.toJSONSchema(statusReport) }, null, 2)}\n`;
}
