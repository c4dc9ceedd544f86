import {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from "fastify";
import { pathOf } from "./url-path";

/** Where log lines go: one JSON object a line. */
export interface LogStream {
  write(line: string): void;
}

/** What the line of a request says beside method, path, status and time. It never holds a person's data. */
export interface RequestFacts {
  /** Why the request was refused. */
  readonly why?: string;
  readonly integrationId?: string;
  readonly tokenId?: string | null;
}

declare module "fastify" {
  interface FastifyRequest {
    /** Set by {@link logWith}; null until then. */
    logFacts: RequestFacts | null;
  }
}

/** The tokens of this server, and JWTs. People paste them into paths, and errors quote them. */
const SECRETS = /\b(nfscim_|nfgw_|nfzt_|eyJ)[\w.-]{16,}/g;

/** Pino's settings. A line holds no query string, since SCIM filters carry names; no body; and no secret. */
export function loggerOptions(stream: LogStream): FastifyServerOptions["logger"] {
  return {
    level: "info",
    base: null,
    stream,
    redact: { paths: ["token", "client_secret", "value"], censor: "[secret]" },
    serializers: {
      req: ({ method, url }) => ({ method, path: pathOf(url) }),
      res: ({ statusCode }) => ({ status: statusCode }),
      // A database's error carries the refused row as further properties.
      err: ({ name, message, stack = "", code }) => ({ type: name, message, stack, code }),
    },
    hooks: { streamWrite: (line) => line.replace(SECRETS, "$1[secret]") },
  };
}

/** Logs one line for each request, when it is answered. */
export class AnswerLog extends LogController {
  constructor() {
    // The label is the name under which errors show the id to the caller.
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
      ...request.logFacts,
    };
    if (error) request.log.error({ ...line, err: error }, "the answer could not be sent");
    else if (line.why === undefined) request.log.info(line, "answered");
    else request.log.warn(line, "refused");
  }
}

/** Makes room on the requests of the app for {@link logWith}. */
export function keepLogFacts(app: FastifyInstance): void {
  app.decorateRequest("logFacts", null);
}

/** Adds facts to the line of a request. What an earlier call said stays. */
export function logWith(request: FastifyRequest, facts: RequestFacts): void {
  request.logFacts = { ...facts, ...request.logFacts };
}
