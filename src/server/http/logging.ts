import {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from "fastify";
import { callerAddress } from "./caller-address";
import { pathOf } from "./url-path";

/** The destination of log lines. Each line is one JSON object. */
export interface LogStream {
  write(line: string): void;
}

/** Facts that the log line of a request adds to method, path, status and time. Never personal data. */
export interface RequestFacts {
  /** Why the request was refused. */
  readonly why?: string;
  readonly integrationId?: string;
  readonly tokenId?: string | null;
}

declare module "fastify" {
  interface FastifyRequest {
    /** Set by {@link logWith}. Null until then. */
    logFacts: RequestFacts | null;
  }
}

/** Matches the tokens of this server, and JWTs. They can appear in paths and in error messages. */
const SECRETS = /\b(nfscim_|nfgw_|nfzt_|nfcon_|eyJ)[\w.-]{16,}/g;

/** Pino's settings. A line holds no body, and no query string either, because SCIM filters carry names. */
export function loggerOptions(stream: LogStream): FastifyServerOptions["logger"] {
  return {
    level: "info",
    base: null,
    stream,
    redact: { paths: ["token", "client_secret", "value"], censor: "[secret]" },
    serializers: {
      req: ({ method, url }) => ({ method, path: pathOf(url) }),
      res: ({ statusCode }) => ({ status: statusCode }),
      // Other properties are left out: those of a database error hold the refused row.
      err: ({ name, message, stack = "", code }) => ({ type: name, message, stack, code }),
    },
    hooks: { streamWrite: (line) => line.replace(SECRETS, "$1[secret]") },
  };
}

/** Logs one line for each request, when it is answered. */
export class AnswerLog extends LogController {
  constructor() {
    // Error bodies use the same name for the id.
    super({ requestIdLogLabel: "traceId" });
  }

  override incomingRequest(): void {}

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const line = {
      method: request.method,
      path: pathOf(request.url),
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      address: callerAddress(request) || undefined,
      ...request.logFacts,
    };
    if (error) request.log.error({ ...line, err: error }, "the answer could not be sent");
    else if (line.why === undefined) request.log.info(line, "answered");
    else request.log.warn(line, "refused");
  }
}

/** Adds the property that {@link logWith} sets to the requests of the app. */
export function decorateLogFacts(app: FastifyInstance): void {
  app.decorateRequest("logFacts", null);
}

/** Adds facts to the log line of a request. A fact that an earlier call added stays. */
export function logWith(request: FastifyRequest, facts: RequestFacts): void {
  request.logFacts = { ...facts, ...request.logFacts };
}
