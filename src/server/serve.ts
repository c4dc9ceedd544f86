import type { AddressInfo } from "node:net";
import { buildApp } from "./app";
import { type ClientCredential, ensureCredential, ensureNetwork } from "./bootstrap";
import type { Clock } from "./context";
import { Draining } from "./http/draining";
import type { LogStream } from "./http/logging";
import { terminalLog } from "./http/terminal-log";
import { Metrics } from "./metrics/metrics";
import { makeLimits } from "./rate-limit/limits";
import { jwksFetcher } from "./signin/jwks-fetcher";
import { openDatabase } from "./store/open-database";

/** How to run the reference server. */
export interface ServeOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The SQLite file; made when absent. */
  readonly database: string;
  /** Given together with `clientSecret`, they become the only credential. */
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  /** Names the network; without it, an existing one keeps its name. */
  readonly networkName?: string | undefined;
  /** Longest overlap of tokens that may be asked for; 0, as with NetFoundry, when absent. */
  readonly maxTokenOverlapSeconds?: number | undefined;
  /** The address clients use when it is not the one listened on, as behind a proxy. */
  readonly publicUrl?: string | undefined;
  /**
   * Whether the key sets of JWT signers may be fetched from loopback and private addresses. When absent: only
   * if the server listens on a loopback address and has no public one, since its callers are then on this
   * machine.
   */
  readonly allowPrivateJwks?: boolean | undefined;
  /**
   * SCIM requests a second that one token may make; 0 or absent: no limit. Each copy of the server counts for
   * itself, so two copies on one database let twice as many through.
   */
  readonly scimRateLimit?: number | undefined;
  readonly clock?: Clock | undefined;
  /** Milliseconds that only grow, by which limits are counted; the process's own when absent. */
  readonly ticks?: (() => number) | undefined;
  /**
   * Where log lines go. When absent: to standard error, as readable lines on a terminal and as JSON
   * elsewhere.
   */
  readonly log?: LogStream | undefined;
}

/** A server that accepts calls. */
export interface RunningServer {
  /** Base URL, without a slash at the end. */
  readonly url: string;
  readonly console: string;
  readonly networkId: string;
  /** The credential made because none was given or stored. Its secret is stored nowhere. */
  readonly madeCredential: ClientCredential | null;
  /** Answers the requests under way, refuses new ones, then closes the database. */
  close(): Promise<void>;
}

/**
 * Starts the reference server and comes back when it accepts calls.
 * @throws Error for half a credential, a port in use, a database file that cannot be used.
 */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const given = givenCredential(options);
  const clock = options.clock ?? (() => new Date());
  const db = await openDatabase(options.database);
  try {
    const networkId = await ensureNetwork(db, clock, options.networkName);
    const madeCredential = await ensureCredential(db, clock, given);
    let url = options.publicUrl?.replace(/\/+$/, "") ?? "";
    const draining = new Draining();
    const log = options.log ?? standardErrorLog();
    const app = buildApp(
      {
        db,
        clock,
        limits: makeLimits(options.scimRateLimit ?? 0, options.ticks),
        metrics: new Metrics(db),
        draining,
        networkId,
        maxTokenOverlapSeconds: options.maxTokenOverlapSeconds ?? 0,
        fetchJwks: jwksFetcher({ allowPrivate: options.allowPrivateJwks ?? isLocal(options) }),
        baseUrl: () => url,
      },
      log,
    );
    app.addHook("onClose", () => db.destroy());
    try {
      await app.listen({ host: options.host, port: options.port, listenTextResolver: () => "listening" });
    } catch (error) {
      await app.close();
      throw listenProblem(error as NodeJS.ErrnoException, options);
    }
    const { address, family, port } = app.server.address() as AddressInfo;
    if (url === "") url = `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
    const close = async () => {
      await draining.start();
      await app.close();
    };
    return { url, console: `${url}/console/`, networkId, madeCredential, close };
  } catch (error) {
    await db.destroy();
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
  throw new Error(`a ${has} was given without a ${lacks}; give both, or neither to have them made`);
}

function isLocal({ host, publicUrl }: ServeOptions): boolean {
  return publicUrl === undefined && (host === "localhost" || host === "::1" || host.startsWith("127."));
}

function listenProblem(error: NodeJS.ErrnoException, { host, port }: ServeOptions): Error {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} of ${host} is in use; give another, or 0 for a free one`,
    EACCES: `port ${port} of ${host} may not be used by this account; give one above 1023`,
    EADDRNOTAVAIL: `${host} is no address of this machine`,
  };
  const reason = reasons[error.code ?? ""] ?? `could not listen on ${host}:${port}: ${error.message}`;
  return new Error(reason, { cause: error });
}
