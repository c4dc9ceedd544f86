import { dirname, resolve } from "node:path";
import { isClearPostgresUrl, isPostgresUrl } from "../../server/store/postgres/address";
import { CliError, usageError } from "../errors/cli-error";
import { makeDirectory } from "../make-directory";

/**
 * The URL of PostgreSQL, or the absolute path of the SQLite file. Makes the directory of that file. No
 * message quotes what may be an address, because it may hold a password. Throws CliError.
 */
export function databaseLocation(given: string): string {
  if (isPostgresUrl(given)) {
    if (isClearPostgresUrl(given)) return given;
    throw usageError(
      "the URL of --database has an @ behind the host. In user name, password and options, " +
        "write %40 for @, %2F for /, %3F for ? and %23 for #",
    );
  }
  const scheme = /^[a-z][a-z0-9+.-]+:\/\//i.exec(given)?.[0];
  if (scheme !== undefined) {
    throw usageError(`--database takes the path of an SQLite file or postgres://…, not "${scheme}…"`);
  }
  if (given === ":memory:") {
    throw usageError("--database takes the path of an SQLite file; a database in memory is not supported");
  }
  if (mayHoldPassword(given)) {
    throw usageError(
      "--database is neither a URL of PostgreSQL, which starts with postgres://, nor clearly a file; " +
        "start the path of a file with ./ or /",
    );
  }
  return fileLocation(given);
}

/** Whether a text is `scheme:…`, `user:password@host`, or the keywords of libpq. */
function mayHoldPassword(given: string): boolean {
  if (/^(\.{0,2}\/|[a-z]:[\\/])/i.test(given)) return false;
  return /^[a-z][\w+.-]+:/i.test(given) || /:.*@/.test(given) || /\bpassword\s*=/i.test(given);
}

function fileLocation(given: string): string {
  const file = resolve(given);
  try {
    makeDirectory(dirname(file));
  } catch (error) {
    throw new CliError(`the directory of --database cannot be made: ${(error as Error).message}`);
  }
  return file;
}
