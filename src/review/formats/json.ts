import type { Report } from "../report/report";

/** The report for programs. Its JSON Schema is docs/schemas/review-report.schema.json. */
export function json(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
