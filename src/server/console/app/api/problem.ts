import type { EdgeErrorBody, GatewayErrorBody } from "../../../../contract/errors";

/** What went wrong with a call, in the same form for both API families. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    message: string,
    /** The HTTP status. Null when no answer came. */
    readonly status: number | null,
    /** Finds the request in the server's log. */
    readonly requestId: string | null = null,
    /** What is wrong with fields of the request, by field. */
    readonly fields: readonly { readonly field: string; readonly reason: string }[] = [],
  ) {
    super(message);
  }
}

/** Reads the error that either API family answered. */
export async function problemOf(answer: Response): Promise<Problem> {
  const { status } = answer;
  const body: Partial<GatewayErrorBody & EdgeErrorBody> | null = await answer.json().catch(() => null);
  if (body?.errors !== undefined) {
    const fields = body.fieldErrors ?? [];
    const named = fields.map(({ field, reason }) => `${field} ${reason}`);
    // The gateway often says the fields among its errors too.
    return new Problem(
      [...new Set([...body.errors, ...named])].join("; "),
      status,
      body.traceId ?? null,
      fields,
    );
  }
  if (body?.error !== undefined) {
    const { message, cause, causeMessage, requestId } = body.error;
    const fields = cause && "field" in cause ? [{ field: cause.field, reason: cause.reason }] : [];
    const nested = cause && "message" in cause ? cause.message : undefined;
    const named = fields.map(({ field, reason }) => `${field}: ${reason}`);
    const more = named.length > 0 ? named : [causeMessage ?? nested ?? ""];
    const text = [message, ...more].filter((part) => part !== "").join(": ");
    return new Problem(text, status, requestId, fields);
  }
  return new Problem(`The server answered ${status} ${answer.statusText}`.trim(), status);
}

/** A problem out of anything that was thrown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(error instanceof Error ? error.message : String(error), null);
}

/** Whether a call ended because nobody waits for its answer any more. */
export function wasAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
