import type { FastifyInstance } from "fastify";
import { ScimError } from "../scim/scim-error";
import { retryLater } from "./retry-later";
import { SCIM_BASE_PATH } from "./scim-base-path";
import { pathOf } from "./url-path";

/** The server answers these paths until it closes, so that a load balancer sees its state. */
const PROBES = new Set(["/healthz", "/readyz", "/metrics"]);

/** The default wait, in milliseconds. */
const MAX_WAIT = 30_000;

/** The shutdown of a server. It finishes the requests that it accepted, and refuses new ones. */
export class Draining {
  #isDraining = false;
  #running = 0;
  #whenDone: (() => void) | null = null;

  /** @param maxWait How long a shutdown waits for running requests, in milliseconds. */
  constructor(private readonly maxWait = MAX_WAIT) {}

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Counts the running requests of the app. Call this before the routes are registered. */
  watch(app: FastifyInstance): void {
    const finished = () => this.#finished();
    app.addHook("onSend", async (_request, reply) => {
      if (this.#isDraining) reply.header("connection", "close");
    });
    app.addHook("onRequest", (request, reply, done) => {
      const path = pathOf(request.url);
      if (PROBES.has(path)) return done();
      if (this.#isDraining) {
        retryLater(reply);
        reply.status(503).send(refusalBody(path, request.id));
        return;
      }
      this.#running += 1;
      // This event fires even when the caller closes the connection.
      reply.raw.once("close", finished);
      done();
    });
  }

  /**
   * Refuses new requests from now on. Resolves when the running ones are done, or after the longest wait.
   */
  async start(): Promise<void> {
    this.#isDraining = true;
    if (this.#running === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#whenDone = resolve;
      timer = setTimeout(resolve, this.maxWait);
    });
    clearTimeout(timer);
  }

  #finished(): void {
    this.#running -= 1;
    if (this.#running === 0) this.#whenDone?.();
  }
}

function refusalBody(path: string, traceId: string): unknown {
  const detail = "the server is shutting down; repeat the request";
  if (path.startsWith(SCIM_BASE_PATH)) return new ScimError(503, null, detail).toBody();
  return { errors: [detail], status: { code: 503, label: "Service Unavailable" }, traceId };
}
