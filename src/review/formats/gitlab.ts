import type { Report } from "../report/report";

/** GitLab's `artifacts:reports:terraform`: the numbers of changes. A replacement is one of each. */
export function gitlab({ changes }: Report): string {
  const { create, update, delete: destroy, replace } = changes.all;
  return `${JSON.stringify({ create: create + replace, update, delete: destroy + replace })}\n`;
}
