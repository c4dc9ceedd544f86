import type { ApiAnswer } from "./message";

/**
 * The server's clock when it answered, in milliseconds since the epoch (`Date`, RFC 9110 section 6.6.1).
 * Null when the answer does not tell. A time that the server names is read by its clock: the one of this
 * machine may be an hour off.
 */
export function serverTime({ headers }: Pick<ApiAnswer, "headers">): number | null {
  const time = Date.parse(headers.date ?? "");
  return Number.isNaN(time) ? null : time;
}
