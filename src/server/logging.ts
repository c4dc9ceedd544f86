import type { FastifyInstance, FastifyServerOptions } from "fastify";

/** Where log lines go: one JSON object per line. */
export interface LogSink {
  write(line: string): void;
}

/** The tokens of this server, and JWTs: wherever they stand in a line, also in a path that somebody pasted one into. */
const SECRET_TEXT = /\b(nfscim_|nfgw_|nfzt_|eyJ)[\w.-]{16,}/g;

const SECRET_HEADERS = ["authorization", "zt-session", "idempotency-key", "cookie"];

/**
 * Pino to the sink. Requests are logged by method and path alone: query strings carry people's names in
 * SCIM filters, bodies carry secrets.
 */
export function logging(sink: LogSink): FastifyServerOptions["logger"] {
  const secretPaths = SECRET_HEADERS.flatMap((name) => [`headers["${name}"]`, `*.headers["${name}"]`]);
  return {
    level: "info",
    stream: { write: (line: string) => sink.write(line.replace(SECRET_TEXT, "$1[secret]")) },
    base: null,
    redact: { paths: [...secretPaths, "token", "*.token", "*.client_secret", "*.value"], censor: "[secret]" },
    serializers: { req: (request) => ({ method: request.method, path: pathOf(request.url) }) },
  };
}

/** One line per answer: method, path, status, milliseconds. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        path: pathOf(request.url),
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      },
      "answered",
    );
  });
}

function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? "";
}
