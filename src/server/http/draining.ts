import type { FastifyInstance } from "fastify";
import { ScimError } from "../scim/scim-error";
import { SCIM_BASE_PATH } from "./scim-base-path";
import { pathOf } from "./url-path";

/** Answered until the end: whoever watches the server has to see it go. */
const PROBES = new Set(["/healthz", "/readyz", "/metrics"]);

/** How long a shutdown waits for what is under way, in milliseconds. */
const PATIENCE = 30_000;

/** The end of a server's work: what it accepted is finished, and nothing new is accepted. */
export class Draining {
  #isDraining = false;
  #underWay = 0;
  #whenDone: (() => void) | null = null;

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Counts what is under way on the app and on what is registered on it afterwards. */
  watch(app: FastifyInstance): void {
    const finished = () => this.#finished();
    app.addHook("onRequest", (request, reply, done) => {
      const path = pathOf(request.url);
      if (PROBES.has(path)) return done();
      if (this.#isDraining) {
        reply.headers({ "retry-after": "1", connection: "close" });
        reply.status(503).send(refusalBody(path, request.id));
        return;
      }
      this.#underWay += 1;
      // Comes also when the caller hangs up.
      reply.raw.once("close", finished);
      done();
    });
  }

  /** Refuses new work from now on and waits for the work under way, at most half a minute. */
  async start(): Promise<void> {
    this.#isDraining = true;
    if (this.#underWay === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#whenDone = resolve;
      timer = setTimeout(resolve, PATIENCE);
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
