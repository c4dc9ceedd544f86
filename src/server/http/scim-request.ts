import type { FastifyRequest } from "fastify";
import type { ScimRequest } from "../scim/message";

/** The id in the integration URL of a request. */
export function integrationIdOf(request: FastifyRequest): string {
  return (request.params as { integrationId?: string }).integrationId ?? "";
}

/** The path of a request below the integration URL, as in `/Users/2819c223`. Empty for the URL itself. */
export function scimPathOf({ params }: FastifyRequest): string {
  const { "*": rest = "" } = params as { readonly "*"?: string };
  return rest === "" ? "" : `/${rest}`;
}

/** Turns an HTTP request into a SCIM request. `baseUrl` is the integration URL. */
export function toScimRequest(
  request: FastifyRequest,
  { baseUrl, now, charge }: Required<Pick<ScimRequest, "baseUrl" | "now" | "charge">>,
): ScimRequest {
  const { method, headers } = request;
  return {
    // A HEAD is answered as a GET. The HTTP library leaves out the body.
    method: (method === "HEAD" ? "GET" : method) as ScimRequest["method"],
    path: scimPathOf(request),
    query: firstValues(request.query as Readonly<Record<string, string | string[]>>),
    headers: {
      "if-match": headers["if-match"],
      "if-none-match": headers["if-none-match"],
      "content-type": headers["content-type"],
    },
    body: request.body,
    baseUrl,
    now,
    charge,
  };
}

function firstValues(query: Readonly<Record<string, string | string[]>>): ScimRequest["query"] {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
