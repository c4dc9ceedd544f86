import type { AddressInfo } from "node:net";
import { buildApp } from "./app";
import { AUDIT_RETENTION_DAYS, AuditRetention } from "./audit/retention";
import { ensureCredential, ensureNetwork } from "./bootstrap";
import type { Clock } from "./context";
import { CLIENT_SECRET_COST } from "./credentials/client-secret";
import { type ClientCredential, ClientSecrets } from "./credentials/client-secrets";
import { Draining } from "./http/draining";
import type { LogStream } from "./http/logging";
import { terminalLog } from "./http/terminal-log";
import { Metrics } from "./metrics/metrics";
import {
  type ControllerNetwork,
  type ControllerOptions,
  openControllerNetwork,
} from "./network/controller/controller-network";
import { refuseBoundDatabase } from "./network/controller/start/bind-controller";
import { embeddedNetwork } from "./network/embedded/embedded-network";
import { makeLimits } from "./rate-limit/rate-limits";
import { documentFetcher, jwksFetcher } from "./signin/jwks-fetcher";
import { openDatabase } from "./store/open-database";
import { isPostgresUrl } from "./store/postgres/address";
import { claimSqlite } from "./store/sqlite/sole-server";

/** How to run the reference server. */
export interface ServeOptions {
  readonly host: string;
  /** With 0, the system picks a free port. */
  readonly port: number;
  /** The SQLite file, or the address of a PostgreSQL database. A missing file is created. */
  readonly database: string;
  /** Together with `clientSecret`, this becomes the only credential. */
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  /** The name of the network. When absent, an existing network keeps its name. */
  readonly networkName?: string | undefined;
  /** The longest overlap of two tokens that a caller may ask for. When absent: 0, as with NetFoundry. */
  readonly maxTokenOverlapSeconds?: number | undefined;
  /** The address that clients use, when a proxy stands before the server: scheme, host and port. */
  readonly publicUrl?: string | undefined;
  /**
   * The proxies whose X-Forwarded-For and X-Forwarded-Host count: IP addresses, and ranges as in 10.0.0.0/8.
   * When absent: none.
   */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Whether `/metrics` answers. When absent: only if all callers are on this machine ({@link isLocal}). */
  readonly metrics?: boolean | undefined;
  /**
   * Whether the server may fetch the key sets of JWT signers from loopback and private addresses. When
   * absent: only if all callers are on this machine ({@link isLocal}).
   */
  readonly allowPrivateJwks?: boolean | undefined;
  /**
   * How many SCIM requests a second one token may make. 0 or absent sets no limit. Each server process counts
   * on its own, so two processes on one database accept twice as many.
   */
  readonly scimRateLimit?: number | undefined;
  /** How many days the audit log keeps an entry. 0 keeps it for ever. When absent: a year. */
  readonly auditRetentionDays?: number | undefined;
  /** The cost of hashing the client secret. When absent: the cost that makes guessing dear. */
  readonly clientSecretCost?: number | undefined;
  /** The controller that has the network. When absent: this server's own database has it. */
  readonly controller?: ControllerOptions | undefined;
  readonly clock?: Clock | undefined;
  /** A monotonic clock in milliseconds for the rate limits. When absent: the clock of the process. */
  readonly ticks?: (() => number) | undefined;
  /**
   * Where log lines go. When absent: to standard error, as readable lines on a terminal, as JSON elsewhere.
   */
  readonly log?: LogStream | undefined;
}

/** A server that accepts calls. */
export interface RunningServer {
  /** The address that clients use, without a slash at the end. */
  readonly url: string;
  /** The address that the server listens on. It differs from `url` behind a proxy. */
  readonly listensOn: string;
  readonly servesMetrics: boolean;
  readonly console: string;
  readonly networkId: string;
  /** The credential that the server made, because none was given or stored. It stores only a hash of it. */
  readonly madeCredential: ClientCredential | null;
  /** Refuses new requests, answers the running ones, then closes the database. */
  close(): Promise<void>;
}

/**
 * Starts the reference server. Resolves when it accepts calls.
 * @throws Error for half a credential, for a port in use, and for a database that cannot be used.
 */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const given = givenCredential(options);
  const clock = options.clock ?? (() => new Date());
  const db = await openDatabase(options.database);
  const metrics = new Metrics(db, clock);
  let release = () => {};
  let controller: ControllerNetwork | null = null;
  try {
    // The deliveries of two servers on one SQLite file would wait for each other's locks.
    if (options.controller !== undefined && !isPostgresUrl(options.database)) {
      release = claimSqlite(options.database);
    }
    const networkId = await ensureNetwork(db, clock, options.networkName);
    const cost = options.clientSecretCost ?? CLIENT_SECRET_COST;
    const madeCredential = await ensureCredential(db, clock, given, cost);
    let url = options.publicUrl?.replace(/\/+$/, "") ?? "";
    const draining = new Draining();
    const allowPrivate = options.allowPrivateJwks ?? isLocal(options);
    const fetchJwks = jwksFetcher({ allowPrivate });
    if (options.controller === undefined) await refuseBoundDatabase(db);
    if (options.controller !== undefined) {
      const parts = { db, clock, networkId, fetchJwks, metrics: metrics.registry };
      controller = await openControllerNetwork(options.controller, parts);
    }
    const servesMetrics = options.metrics ?? isLocal(options);
    const app = buildApp(
      {
        db,
        clock,
        limits: makeLimits(options.scimRateLimit ?? 0, options.ticks),
        clientSecrets: new ClientSecrets(db, cost),
        metrics,
        draining,
        networkId,
        maxTokenOverlapSeconds: options.maxTokenOverlapSeconds ?? 0,
        network: controller ?? embeddedNetwork({ db, clock, networkId, fetchJwks }),
        fetchJwks,
        fetchDocument: documentFetcher({ allowPrivate }),
        baseUrl: () => url,
      },
      {
        log: options.log ?? standardErrorLog(),
        trustedProxies: options.trustedProxies ?? [],
        servesMetrics,
      },
    );
    app.addHook("onClose", () => db.destroy());
    try {
      await app.listen({ host: options.host, port: options.port, listenTextResolver: () => "listening" });
    } catch (error) {
      await app.close();
      throw listenProblem(error as NodeJS.ErrnoException, options);
    }
    const { address, family, port } = app.server.address() as AddressInfo;
    const listensOn = `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
    if (url === "") url = listensOn;
    const retention = new AuditRetention(
      { db, clock, networkId, log: app.log },
      options.auditRetentionDays ?? AUDIT_RETENTION_DAYS,
    );
    retention.start();
    controller?.start(app.log);
    const close = async () => {
      await draining.start();
      await retention.stop();
      await controller?.close();
      await app.close();
      release();
    };
    const addresses = { url, listensOn, console: `${url}/console/` };
    return { ...addresses, servesMetrics, networkId, madeCredential, close };
  } catch (error) {
    metrics.stop();
    await controller?.close();
    await db.destroy();
    release();
    throw error;
  }
}

function standardErrorLog(): LogStream {
  return process.stderr.isTTY ? terminalLog(process.stderr) : process.stderr;
}

function givenCredential({ clientId, clientSecret }: ServeOptions): ClientCredential | null {
  if (!clientId && !clientSecret) return null;
  if (clientId && clientSecret) return { clientId, clientSecret };
  const [has, lacks] = clientId ? ["client id", "client secret"] : ["client secret", "client id"];
  throw new Error(`there is a ${has} but no ${lacks}; give both, or give neither and the server makes them`);
}

/** Whether all callers are on this machine: no proxy brings others, and only this machine can connect. */
function isLocal({ host, publicUrl, trustedProxies = [] }: ServeOptions): boolean {
  if (publicUrl !== undefined || trustedProxies.length > 0) return false;
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

function listenProblem(error: NodeJS.ErrnoException, { host, port }: ServeOptions): Error {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} of ${host} is in use; choose another, or 0 for a free one`,
    EACCES: `this account may not use port ${port} of ${host}; choose one above 1023`,
    EADDRNOTAVAIL: `${host} is not an address of this machine`,
  };
  const reason = reasons[error.code ?? ""] ?? `could not listen on ${host}:${port}: ${error.message}`;
  return new Error(reason, { cause: error });
}
