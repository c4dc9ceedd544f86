import { NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import { hasUnknown, Sensitive, type Value } from "../plan/values";

/** Longer values are cut: a certificate says nothing to a reader. */
const LONGEST = 80;

/**
 * A value as a reader sees it. Nothing sensitive is shown.
 * @param mask is applied before a value is cut: half a secret would escape it.
 */
export function showValue(value: Value, mask: (text: string) => string): string {
  if (value === null) return "not set";
  if (value === NOT_KNOWN) return "known after apply";
  if (value instanceof Sensitive) return "(sensitive)";
  if (typeof value === "string") return value === "" ? '""' : cut(mask(value));
  if (typeof value === "object" && hasUnknown(value)) return "known after apply, in part";
  return cut(mask(JSON.stringify(value)));
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
