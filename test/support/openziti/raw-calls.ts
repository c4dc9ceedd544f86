import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

/** An answer as it came: `body` is the empty text, or JSON. */
export interface RawAnswer<Body = unknown> {
  readonly status: number;
  readonly body: Body | "";
}

interface Sent {
  /** Sent as it is. */
  readonly body?: string | undefined;
  /** Sent as `zt-session`. */
  readonly session?: string;
  /** Sent as `authorization: Bearer …`. */
  readonly token?: string;
}

/** Calls of a controller without any of the care that the client takes. */
export function rawCalls({ url, ca }: { readonly url: string; readonly ca: string | undefined }) {
  const call =
    (base: string) =>
    (method: string, path: string, sent: Sent = {}) =>
      send(method, `${url}${base}${path}`, ca, sent);
  return { management: call("/edge/management/v1"), client: call("/edge/client/v1") };
}

function send(
  method: string,
  url: string,
  ca: string | undefined,
  { body, session, token }: Sent,
): Promise<RawAnswer> {
  const headers = {
    "content-type": "application/json",
    // Asked for Brotli, a controller answers with 200 to everything.
    "accept-encoding": "identity",
    ...(session === undefined ? {} : { "zt-session": session }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const request = url.startsWith("https:") ? requestHttps : requestHttp;
    const call = request(url, { method, headers, agent: false, ca }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.once("error", reject);
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, body: text === "" ? "" : JSON.parse(text) }),
      );
    });
    call.once("error", reject);
    call.end(body);
  });
}
