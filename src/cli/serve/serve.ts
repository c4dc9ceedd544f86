import { dirname, resolve } from "node:path";
import { startServer } from "../../server/serve";
import { isPostgresUrl } from "../../server/store/postgres/address";
import { CliError, usageError } from "../cli-error";
import { exitCodeOf } from "../failure";
import { makeDirectory } from "../make-directory";

/** The settings of `netfoundry-scim serve`. */
export interface ServeSettings {
  /** 0: a free port. */
  readonly port: number;
  /** Path of the SQLite file, or a `postgres://` URL. */
  readonly database: string;
  readonly maxTokenOverlapSeconds: number;
  /** SCIM requests a second for each token; 0: no limit. */
  readonly scimRateLimit: number;
  /** Name of the network. When undefined, the network keeps its name. */
  readonly networkName?: string | undefined;
}

const HOST = "127.0.0.1";

/**
 * Runs the reference server until a signal stops it, then closes it and ends the process with 0. Writes one
 * line to standard output, when the server is ready. Throws CliError when the server cannot start.
 */
export async function serve(
  settings: ServeSettings,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const stopped = stopRequested();
  const { port, maxTokenOverlapSeconds, scimRateLimit, networkName } = settings;
  const options = {
    host: HOST,
    port,
    database: databaseLocation(settings.database),
    ...bootstrapCredential(environment),
    networkName,
    maxTokenOverlapSeconds,
    scimRateLimit,
  };
  const server = await startServer(options).catch((error: unknown) => {
    throw new CliError(`the server cannot start: ${(error as Error).message}`, exitCodeOf(error));
  });
  if (server.madeCredential !== null) printCredential(server.madeCredential);
  const { url, console, networkId } = server;
  process.stderr.write(addresses(url, options.database, scimRateLimit));
  process.stdout.write(`${JSON.stringify({ url, console, networkId, pid: process.pid })}\n`);
  await stopped;
  await server.close();
  process.exit(0);
}

/**
 * The address of PostgreSQL, or the absolute path of the SQLite file. Makes the directory of that file.
 * Throws CliError.
 */
function databaseLocation(given: string): string {
  if (isPostgresUrl(given)) return given;
  if (/^[a-z][a-z0-9+]+:\/\//i.test(given)) {
    throw usageError(
      `--database takes the path of an SQLite file or postgres://…, not "${given.split(":")[0]}://…"`,
    );
  }
  if (given === ":memory:") {
    throw usageError("--database takes the path of an SQLite file; a database in memory is not supported");
  }
  const file = resolve(given);
  try {
    makeDirectory(dirname(file));
  } catch (error) {
    throw new CliError(`the directory of --database cannot be made: ${(error as Error).message}`);
  }
  return file;
}

/** The API credential of the environment. Throws CliError when only one half is set. */
function bootstrapCredential(environment: NodeJS.ProcessEnv): {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
} {
  const clientId = environment.NF_CLIENT_ID || undefined;
  const clientSecret = environment.NF_CLIENT_SECRET || undefined;
  if ((clientId === undefined) === (clientSecret === undefined)) return { clientId, clientSecret };
  const [there, missing] =
    clientId === undefined ? ["NF_CLIENT_SECRET", "NF_CLIENT_ID"] : ["NF_CLIENT_ID", "NF_CLIENT_SECRET"];
  throw usageError(`${there} is set but ${missing} is not; set both, or neither to have a credential made`);
}

/** The addresses for a person to read. Programs read the line on standard output. */
function addresses(url: string, database: string, scimRateLimit: number): string {
  const logForm = process.stderr.isTTY ? "one line for each request" : "JSON lines";
  const limit = scimRateLimit === 0 ? "any number of" : `at most ${scimRateLimit}`;
  const lines = [
    ["console", `${url}/console/`],
    ["integration URLs", `${url}/scim/v2/<integration id>`],
    ["management API", `${url}/scim/v1, ${url}/core/v3, ${url}/edge/management/v1`],
    ["metrics, health", `${url}/metrics, ${url}/healthz, ${url}/readyz`],
    ["database", withoutCredential(database)],
    ["SCIM requests", `${limit} a second for each token`],
    ["log", `${logForm} on standard error, secrets masked`],
  ] as const;
  return lines.map(([what, where]) => `${what.padEnd(18)}${where}\n`).join("");
}

/** The address of a database without user and password. */
function withoutCredential(database: string): string {
  return database.replace(/^([a-z]+:\/\/)[^@/]*@/i, "$1");
}

/** Prints the new credential. This is the only time: the server stores the secret as a hash. */
function printCredential(made: { readonly clientId: string; readonly clientSecret: string }): void {
  process.stderr.write(
    "The database had no API credential, so one was made. It is shown this once:\n" +
      `  NF_CLIENT_ID=${made.clientId}\n  NF_CLIENT_SECRET=${made.clientSecret}\n`,
  );
}

/**
 * Resolves at the first SIGINT or SIGTERM, and when the parent closes its IPC channel. A second signal ends
 * the process at once, which is Node's default.
 */
function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
    process.once("disconnect", () => resolve());
  });
}
