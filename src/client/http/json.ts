import type { ApiAnswer } from "./message";

/** Media type of an answer without its parameters, lower-case; empty when there is none. */
export function contentType(answer: ApiAnswer): string {
  return answer.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
}

/** Whether an answer says that its body is JSON. */
export function hasJson(answer: ApiAnswer): boolean {
  const type = contentType(answer);
  return type === "application/json" || type.endsWith("+json");
}

/** The body as JSON, when it is said to be JSON and is. */
export function jsonOf(
  answer: ApiAnswer,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  if (!hasJson(answer)) return { ok: false };
  try {
    return { ok: true, value: JSON.parse(answer.text) };
  } catch {
    return { ok: false };
  }
}
