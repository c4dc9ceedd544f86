import type { ApiAnswer } from "./message";

/** Media type of an answer without its parameters, lower-case; empty when there is none. */
export function contentType(answer: ApiAnswer): string {
  return answer.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
}

/** The body as JSON, when it is said to be JSON and is. */
export function jsonOf(
  answer: ApiAnswer,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  const type = contentType(answer);
  if (type !== "application/json" && !type.endsWith("+json")) return { ok: false };
  try {
    return { ok: true, value: JSON.parse(answer.text) };
  } catch {
    return { ok: false };
  }
}
