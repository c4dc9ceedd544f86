/** The store's own error when it cannot do its work now. The same work may succeed later. */
export class UnavailableError extends Error {
  override readonly name = "UnavailableError";
}

/**
 * Error codes of a database that cannot be reached, is busy or is full. They say nothing about the statement.
 *
 * - PostgreSQL (appendix A of its manual): connection exceptions (08), insufficient resources (53), operator
 *   intervention (57), lock not available (55P03), system errors (58).
 * - SQLite (sqlite.org/rescode.html): locked by another process, full disk, failed input or output, a file
 *   that may not be written.
 * - Node: the network.
 */
const CODES = [
  /^(08...|53...|57...|55P03|58...)$/,
  /^SQLITE_(BUSY|FULL|IOERR|READONLY|CANTOPEN)(_\w+)?$/,
  /^E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN|NOTFOUND)$/,
];

/** The PostgreSQL driver's errors about a connection. They have no code. */
const DRIVER_MESSAGES = [
  "Connection terminated",
  "timeout exceeded when trying to connect",
  "Client has encountered a connection error",
];

/** Whether the database could not do its work now. The request changed nothing, so a caller may repeat it. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof UnavailableError) return true;
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string"
    ? CODES.some((pattern) => pattern.test(code))
    : DRIVER_MESSAGES.some((start) => error.message.startsWith(start));
}
