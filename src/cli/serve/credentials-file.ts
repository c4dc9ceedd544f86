import { rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { isPostgresUrl } from "../../server/store/postgres/address";
import { CliError } from "../errors/cli-error";
import { makeDirectory } from "../make-directory";

/** What `serve` makes when a database has no API credential. */
export interface MadeCredential {
  readonly clientId: string;
  readonly clientSecret: string;
}

const OWNER_ONLY = 0o600;
/** Below the current directory, for a database that is no file. */
const ELSEWHERE = ".netfoundry/credentials.json";

/** The file for a new API credential: beside the SQLite file, or below the current directory. */
export function credentialsFileOf(database: string): string {
  return isPostgresUrl(database) ? resolve(ELSEWHERE) : `${database}.credentials.json`;
}

/**
 * Writes a new API credential to a file that its owner alone can read. It has the form of the console's
 * `credentials.json`, so NETFOUNDRY_API_ACCOUNT can name it. Throws CliError.
 * @param url The address that clients use.
 */
export function writeCredentials(
  file: string,
  { clientId, clientSecret }: MadeCredential,
  url: string,
): void {
  const account = { clientId, password: clientSecret, authenticationUrl: url };
  try {
    makeDirectory(dirname(file));
    // A file that is there may have another mode.
    rmSync(file, { force: true });
    writeFileSync(file, `${JSON.stringify(account, null, 2)}\n`, { mode: OWNER_ONLY, flag: "wx" });
  } catch (error) {
    throw new CliError(
      `the new API credential cannot be written to a file: ${(error as Error).message}; ` +
        "set NF_CLIENT_ID and NF_CLIENT_SECRET to values of your own, which replace it",
    );
  }
}
