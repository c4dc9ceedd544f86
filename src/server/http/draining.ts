import type { FastifyInstance } from "fastify";
import { ScimError } from "../scim/scim-error";
import { retryLater } from "./retry-later";
import { SCIM_BASE_PATH } from "./scim-base-path";
import { pathOf } from "./url-path";

/** Answered until the end, so that a load balancer sees the server go. */
const PROBES = new Set(["/healthz", "/readyz", "/metrics"]);

const MAX_WAIT = 30_000;

/** The shutdown of a server: it finishes the requests it accepted and refuses new ones. */
export class Draining {
  #isDraining = false;
  #underWay = 0;
  #whenDone: (() => void) | null = null;

  /** @param maxWait How long a shutdown waits for requests under way, in milliseconds. */
  constructor(private readonly maxWait = MAX_WAIT) {}

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Counts the requests under way on the app, and on what is registered on it afterwards. */
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
      this.#underWay += 1;
      // The event comes also when the caller hangs up.
      reply.raw.once("close", finished);
      done();
    });
  }

  /**
   * Refuses new requests from now on. Resolves when those under way are done, or after the longest wait.
   */
  async start(): Promise<void> {
    this.#isDraining = true;
    if (this.#underWay === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#whenDone = resolve;
      timer = setTimeout(resolve, this.maxWait);
    });
    clearTimeout(timer);
  }

  #finished(): void {
    this.#underWay -= 1;
    if (this.#underWay === 0) this.#whenDone?.();
  }
}

function refusalBody(path: string, traceId: string): unknown {
  const detail = "the server is shutting down; repeat the request";
  if (path.startsWith(SCIM_BASE_PATH)) return new ScimError(503, null, detail).toBody();
  return { errors: [detail], status: { code: 503, label: "Service Unavailable" }, traceId };
}
