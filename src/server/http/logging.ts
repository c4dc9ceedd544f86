import type { FastifyBaseLogger, FastifyInstance, FastifyServerOptions } from "fastify";

/** Where log lines go: one JSON object per line. */
export interface LogSink {
  write(line: string): void;
  /** Hands on now what it may have gathered. */
  flush?(): void;
}

/** The tokens of this server, and JWTs: wherever they stand in a line, also in a path that somebody pasted one into. */
const SECRET = /\b(nfscim_|nfgw_|nfzt_|eyJ)[\w.-]{16,}/;
const SECRETS = new RegExp(SECRET, "g");

const SECRET_HEADERS = ["authorization", "zt-session", "idempotency-key", "cookie"];

/**
 * Pino to the sink. Requests are logged by method and path alone: query strings carry people's names in
 * SCIM filters, bodies carry secrets.
 */
export function logging(sink: LogSink): FastifyServerOptions["logger"] {
  const secretPaths = SECRET_HEADERS.flatMap((name) => [`headers["${name}"]`, `*.headers["${name}"]`]);
  return {
    level: "info",
    stream: {
      // Such lines are rare, and somebody may be waiting for them.
      write: (line: string) => {
        sink.write(masked(line));
        sink.flush?.();
      },
    },
    base: null,
    redact: { paths: [...secretPaths, "token", "*.token", "*.client_secret", "*.value"], censor: "[secret]" },
    serializers: { req: (request) => ({ method: request.method, path: pathOf(request.url) }) },
  };
}

/** Pino's number for `info`. */
const INFO = 30;

/**
 * One line per answer: method, path, status, milliseconds. Nothing in it has to be looked for by name, so it is written
 * without pino, which costs more than a tenth of a request.
 */
export function logAnswers(app: FastifyInstance, sink: LogSink): void {
  app.addHook("onResponse", (request, reply, done) => {
    const path = JSON.stringify(masked(pathOf(request.url)));
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    sink.write(
      `{"level":${INFO},"time":${Date.now()},"traceId":"${request.id}","method":"${request.method}","path":${path},"status":${reply.statusCode},"milliseconds":${milliseconds},"msg":"answered"}\n`,
    );
    done();
  });
}

type Bindings = Parameters<FastifyBaseLogger["child"]>;
type Line = [unknown];

/** The logger of a request. It is made when something is logged; most requests log nothing but their answer. */
class RequestLogger {
  readonly #parent: FastifyBaseLogger;
  readonly #bindings: Bindings;
  #made: FastifyBaseLogger | undefined;

  constructor(parent: FastifyBaseLogger, bindings: Bindings) {
    this.#parent = parent;
    this.#bindings = bindings;
  }

  get level(): string {
    return this.#parent.level;
  }

  child(...bindings: Bindings): FastifyBaseLogger {
    return this.#logger.child(...bindings);
  }

  fatal(...line: Line): void {
    this.#logger.fatal(...line);
  }

  error(...line: Line): void {
    this.#logger.error(...line);
  }

  warn(...line: Line): void {
    this.#logger.warn(...line);
  }

  info(...line: Line): void {
    this.#logger.info(...line);
  }

  debug(...line: Line): void {
    this.#logger.debug(...line);
  }

  trace(...line: Line): void {
    this.#logger.trace(...line);
  }

  silent(...line: Line): void {
    this.#logger.silent(...line);
  }

  get #logger(): FastifyBaseLogger {
    this.#made ??= this.#parent.child(...this.#bindings);
    return this.#made;
  }
}

/** Gives each request such a logger. */
export function requestLogger(parent: FastifyBaseLogger, ...bindings: Bindings): FastifyBaseLogger {
  return new RequestLogger(parent, bindings);
}

/** How long lines are gathered, in milliseconds. */
const GATHERING = 20;

/** Gathers the lines of a moment into one write, also when the process ends by itself. */
export class GatheringSink implements LogSink {
  readonly #to: LogSink;
  readonly #flush = () => this.flush();
  #lines = "";

  constructor(to: LogSink) {
    this.#to = to;
    process.on("exit", this.#flush);
  }

  write(line: string): void {
    if (this.#lines === "") setTimeout(this.#flush, GATHERING);
    this.#lines += line;
  }

  /** Writes what was gathered and lets go of the process. */
  close(): void {
    this.flush();
    process.off("exit", this.#flush);
  }

  /** Writes what was gathered now. */
  flush(): void {
    const lines = this.#lines;
    this.#lines = "";
    if (lines !== "") this.#to.write(lines);
  }
}

function masked(line: string): string {
  return SECRET.test(line) ? line.replace(SECRETS, "$1[secret]") : line;
}

/** The path of a URL without its query. */
export function pathOf(url: string): string {
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}
