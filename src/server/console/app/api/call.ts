import { askAgain, sessionKey } from "../session/session";
import { reach } from "./connection";
import { problemOf } from "./problem";

/** What a call may say beside its path. */
export interface CallOptions {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the call when nobody waits for its answer any more. */
  readonly signal?: AbortSignal;
}

/** An answer with the version that `If-Match` takes. */
export interface Answer<T> {
  readonly body: T;
  readonly etag: string | null;
}

/**
 * Calls the API as the person who is signed in. When the session has ended, it waits until the person has
 * signed in again, and repeats the call.
 * @throws Problem when the server refuses, or cannot be reached. AbortError when the signal fired.
 */
export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  return (await callForAnswer<T>(path, options)).body;
}

/** As `call`, with the version of the object. */
export async function callForAnswer<T>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
  let key = sessionKey();
  let answer = await send(path, key, options);
  while (answer.status === 401) {
    await askAgain(key, options.signal);
    key = sessionKey();
    answer = await send(path, key, options);
  }
  if (!answer.ok) throw await problemOf(answer);
  const text = await answer.text();
  return { body: (text === "" ? undefined : JSON.parse(text)) as T, etag: answer.headers.get("etag") };
}

async function send(path: string, key: string | null, options: CallOptions): Promise<Response> {
  const { method = "GET", body, query = {}, headers = {}, signal } = options;
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  const request: RequestInit = {
    method,
    headers: {
      ...headers,
      "x-console-session": key ?? "",
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
  };
  return reach(search === "" ? path : `${path}?${search}`, request);
}
