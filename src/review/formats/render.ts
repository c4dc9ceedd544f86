import type { Report } from "../report/report";
import { gitlab } from "./gitlab";
import { json } from "./json";
import { junit } from "./junit";
import { markdown } from "./markdown";
import { picture } from "./picture";
import { sarif } from "./sarif";
import { type Screen, terminal } from "./terminal";

/** The formats of a report. */
export const FORMATS = ["terminal", "markdown", "json", "sarif", "junit", "gitlab", "svg"] as const;
export type Format = (typeof FORMATS)[number];

/**
 * Writes a report in a format. @param options the path of the plan, for SARIF; the screen, for the terminal.
 */
export function render(
  report: Report,
  format: Format,
  options: { readonly planPath: string } & Screen,
): string {
  switch (format) {
    case "terminal":
      return terminal(report, options);
    case "markdown":
      return markdown(report);
    case "json":
      return json(report);
    case "sarif":
      return sarif(report, options.planPath);
    case "junit":
      return junit(report);
    case "gitlab":
      return gitlab(report);
    case "svg":
      return picture(report);
  }
}
