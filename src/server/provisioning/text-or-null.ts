import { foldText } from "../../contract/scim/fold-text";

/** Returns a text that is not empty, and null for everything else. */
export function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Like {@link textOrNull}, with the text as it compares without case. */
export function foldedOrNull(value: unknown): string | null {
  const text = textOrNull(value);
  return text === null ? null : foldText(text);
}
