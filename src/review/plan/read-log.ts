import * as z from "zod/mini";
import { parse } from "../../contract/parse";

/** A warning of the provider, as `terraform plan -json` streams it. */
export interface LoggedWarning {
  /** Null for a warning of no single resource. */
  readonly address: string | null;
  readonly summary: string;
  readonly detail: string;
}

/** The part of a line that the review reads. It reads no snippet: those quote the configuration. */
const line = z.object({
  type: z.literal("diagnostic"),
  diagnostic: z.object({
    severity: z.string(),
    summary: z.string(),
    detail: z.optional(z.string()),
    address: z.optional(z.string()),
  }),
});

/**
 * Reads the warnings of a log. Lines that are no JSON, or another kind of message, are left out: pipelines
 * put both into one file. A warning that comes twice counts once.
 */
export function readLog(text: string): readonly LoggedWarning[] {
  const found = new Map<string, LoggedWarning>();
  for (const row of text.split(/\r?\n/)) {
    if (!row.includes('"diagnostic"')) continue;
    const checked = parse(line, jsonOf(row));
    if (!checked.ok || checked.value.diagnostic.severity !== "warning") continue;
    const { address, summary, detail } = checked.value.diagnostic;
    const warning = { address: address ?? null, summary, detail: detail ?? "" };
    found.set(JSON.stringify(warning), warning);
  }
  return [...found.values()];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
