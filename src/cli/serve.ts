import { dirname, resolve } from "node:path";
import { startServer } from "../server/serve";
import { isPostgresUrl } from "../server/store/postgres/address";
import { CliError, usageError } from "./cli-error";
import { exitCodeOf } from "./failure";
import { makeDirectory } from "./make-directory";

/** What `netfoundry-scim serve` is given. */
export interface ServeSettings {
  /** 0: a free one. */
  readonly port: number;
  /** Path of the SQLite file, or a `postgres://` URL. */
  readonly database: string;
  readonly maxTokenOverlapSeconds: number;
  /** SCIM requests a second that one token may make; 0: any number. */
  readonly scimRateLimit: number;
  /** Name of the network; undefined keeps the one the database has. */
  readonly networkName?: string | undefined;
}

const HOST = "127.0.0.1";

/**
 * Runs the reference server until it is told to stop, then closes it and ends the process with 0. Standard
 * output gets exactly one line, when the server is ready. Throws CliError when it cannot start.
 */
export async function serve(
  settings: ServeSettings,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const stopped = untilStopped();
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
  if (server.madeCredential !== null) announce(server.madeCredential);
  const { url, console, networkId } = server;
  process.stderr.write(whereThingsAre(url, options.database, scimRateLimit));
  process.stdout.write(`${JSON.stringify({ url, console, networkId, pid: process.pid })}\n`);
  await stopped;
  await server.close();
  process.exit(0);
}

/**
 * The address of PostgreSQL as it is given, or the absolute path of the SQLite file, its directory made.
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

/** The API credential of the environment. Throws CliError when only half of it is there. */
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

/** For the person who started it; programs read the one line on standard output. */
function whereThingsAre(url: string, database: string, scimRateLimit: number): string {
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

/** The place of a database without user and password. */
function withoutCredential(database: string): string {
  return database.replace(/^([a-z]+:\/\/)[^@/]*@/i, "$1");
}

/** The only time the secret is shown: it is kept as a hash. */
function announce(made: { readonly clientId: string; readonly clientSecret: string }): void {
  process.stderr.write(
    "The database had no API credential, so one was made. It is shown this once:\n" +
      `  NF_CLIENT_ID=${made.clientId}\n  NF_CLIENT_SECRET=${made.clientSecret}\n`,
  );
}

/**
 * Resolves at the first SIGINT or SIGTERM, and when the parent that started the server over an IPC channel is
 * gone. A second signal ends the process at once, which is the default again.
 */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
    process.once("disconnect", () => resolve());
  });
}
