import { checkConfig } from "../../server/check-config";
import { addressOf } from "../../server/network/controller/controller-client";
import { type ServeOptions, startServer } from "../../server/serve";
import { describeDatabase } from "../../server/store/describe-database";
import { CliError, usageError } from "../errors/cli-error";
import { exitCodeOf } from "../errors/failure";
import { announceCredential, announceServer } from "./announce";
import { type ControllerFlags, controllerOptions } from "./controller-options";
import { credentialsFileOf } from "./credentials-file";
import { databaseLocation } from "./database-location";

/** The settings of `netfoundry-scim serve`. */
export interface ServeSettings extends ControllerFlags {
  /** 0: a free port. */
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** True: check the settings, and start nothing. */
  readonly checkConfig?: boolean | undefined;
  /** Path of the SQLite file, or a `postgres://` URL. */
  readonly database: string;
  /** The address that clients use, without a path. When undefined, clients use that of the server itself. */
  readonly publicUrl?: string | undefined;
  /** Addresses and ranges of the proxies whose X-Forwarded-For counts. */
  readonly trustedProxy?: readonly string[] | undefined;
  /** True: `/metrics` answers, whoever can call. */
  readonly metrics?: boolean | undefined;
  /** True: the key sets of JWT signers may come from private addresses, whoever can call. */
  readonly allowPrivateJwks?: boolean | undefined;
  /** How long a replaced token may stay valid, in seconds. */
  readonly maxTokenOverlap: number;
  /** SCIM requests a second for each token; 0: no limit. */
  readonly scimRateLimit: number;
  /** How long the audit log keeps an entry, in days; 0: for ever. */
  readonly auditRetention: number;
  /** Name of the network. When undefined, the network keeps its name. */
  readonly networkName?: string | undefined;
}

/**
 * Runs the reference server until a signal stops it, then closes it and ends the process with 0. Writes one
 * line to standard output, when the server is ready. Throws CliError when the server cannot start.
 */
export async function serve(
  settings: ServeSettings,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  requireReachable(settings);
  const stopped = stopRequested();
  const { scimRateLimit, auditRetention, trustedProxy: trustedProxies = [] } = settings;
  const controller = controllerOptions(settings, environment);
  const options = {
    host: settings.host,
    port: settings.port,
    database: databaseLocation(settings.database),
    ...bootstrapCredential(environment),
    networkName: settings.networkName,
    publicUrl: settings.publicUrl,
    trustedProxies,
    metrics: settings.metrics,
    allowPrivateJwks: settings.allowPrivateJwks,
    maxTokenOverlapSeconds: settings.maxTokenOverlap,
    scimRateLimit,
    auditRetentionDays: auditRetention,
    ...(controller !== null && { controller }),
  };
  if (settings.checkConfig === true) return report(options);
  const server = await startServer(options).catch((error: unknown) => {
    throw new CliError(`the server cannot start: ${(error as Error).message}`, exitCodeOf(error));
  });
  const { url, listensOn, console, networkId, servesMetrics } = server;
  if (server.madeCredential !== null) {
    const file = credentialsFileOf(options.database);
    announceCredential(process.stderr, server.madeCredential, { url, file });
  }
  const database = describeDatabase(options.database);
  const ready = { url, listensOn, console, networkId, servesMetrics, database };
  const controllerUrl = controller === null ? null : addressOf(controller);
  announceServer(process.stderr, { ...ready, controllerUrl, trustedProxies, scimRateLimit, auditRetention });
  process.stdout.write(`${JSON.stringify({ url, console, networkId, pid: process.pid })}\n`);
  await stopped;
  await server.close();
  process.exit(0);
}

/**
 * Others than this machine can call, so the server has to know how: its links and its cookies depend on it.
 */
function requireReachable({ host, publicUrl }: ServeSettings): void {
  const isLoopback = host === "localhost" || host === "::1" || /^127\./.test(host);
  if (isLoopback || publicUrl !== undefined) return;
  throw usageError(
    `--host ${host} lets other machines call, so --public-url is needed: the address by which they do, ` +
      "as in https://scim.example.com",
  );
}

/** Prints what a start would use. Throws CliError for what would refuse it. */
async function report(options: Pick<ServeOptions, "database" | "controller">): Promise<void> {
  const { database, controller, warnings } = await checkConfig(options).catch((error: unknown) => {
    throw new CliError(`the server could not start: ${(error as Error).message}`, exitCodeOf(error));
  });
  const lines = [
    `database    ${database}`,
    `network     ${controller === null ? "embedded in the database" : `controller ${controller}`}`,
    ...warnings.map((warning) => `warning     ${warning}`),
    "the server can start with these settings",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
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
