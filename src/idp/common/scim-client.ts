import axios, { type AxiosInstance, isAxiosError } from "axios";
import type { Exchange, ReceivedAnswer, ScimMethod, ScimResource, ScimSend } from "./exchange";
import { ScimRequestError } from "./scim-request-error";

export type { ScimMethod, ScimResource, ScimSend } from "./exchange";

/** Where and how an identity provider pushes. */
export interface ScimConnection {
  /** The integration URL; a slash at the end does not matter. A query, as in `?aadOptscim062020`, goes with every request. */
  readonly integrationUrl: string;
  /** The auth token of the integration. Sent, never recorded. */
  readonly token: string;
  /** How long the provider waits for an answer; each provider has its own default. */
  readonly timeoutMs?: number;
  /** Told of every exchange before the client judges it. */
  readonly observe?: (exchange: Exchange) => void;
  /** Ends requests under way and refuses further ones. */
  readonly signal?: AbortSignal | undefined;
}

export interface ScimClientSettings extends ScimConnection {
  readonly userAgent: string;
  readonly timeoutMs: number;
}

/** One request and the status it got. Bodies and headers, which carry secrets, are never part of it. */
export interface RecordedRequest {
  /** What the provider was doing, as in `find user`. */
  readonly label: string;
  readonly method: ScimMethod;
  /** Path and query below the integration URL, exactly as sent. */
  readonly path: string;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
}

export interface ScimAnswer {
  readonly status: number;
  /** null: no body. */
  readonly body: ScimResource | null;
}

/** The HTTP half of a simulated identity provider: bearer token, SCIM media type, a record of what was sent. */
export class ScimClient {
  readonly #http: AxiosInstance;
  readonly #query: string;
  readonly #observe: (exchange: Exchange) => void;
  readonly #requests: RecordedRequest[] = [];

  constructor(settings: ScimClientSettings) {
    const [base = "", query = ""] = settings.integrationUrl.split("?", 2);
    this.#query = query;
    this.#observe = settings.observe ?? (() => {});
    this.#http = axios.create({
      baseURL: base.replace(/\/+$/, ""),
      timeout: settings.timeoutMs,
      maxRedirects: 0,
      headers: {
        Accept: "application/scim+json",
        Authorization: `Bearer ${settings.token}`,
        "User-Agent": settings.userAgent,
      },
      responseType: "text",
      transformResponse: [(body: unknown) => body],
      validateStatus: () => true,
      ...(settings.signal !== undefined && { signal: settings.signal }),
    });
  }

  /** Everything sent so far, oldest first. */
  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  /** Sends one request. Throws ScimRequestError for a refusal, silence, or a body that is no JSON object. */
  async send(request: ScimSend): Promise<ScimAnswer> {
    const { status, body } = await this.#exchange(request);
    if ((status >= 200 && status < 300) || request.alsoAccept?.includes(status)) {
      if (body === undefined) throw failure(request, status, null, "the body is not a JSON object");
      return { status, body };
    }
    const detail = typeof body?.detail === "string" ? body.detail : "the answer carries no SCIM error";
    throw failure(request, status, typeof body?.scimType === "string" ? body.scimType : null, detail);
  }

  /** Sends one request whose answer must be a resource. Also throws when the body is empty or has no `id`. */
  async sendForResource(request: ScimSend): Promise<ScimResource & { readonly id: string }> {
    const { status, body } = await this.send(request);
    if (body === null) throw failure(request, status, null, "the body is empty where the resource is needed");
    const { id } = body;
    if (typeof id !== "string" || id === "") throw failure(request, status, null, "the resource has no id");
    return { ...body, id };
  }

  async #exchange(request: ScimSend): Promise<ReceivedAnswer> {
    const path = withQuery(request.path, this.#query);
    const started = performance.now();
    const note = (answer: ReceivedAnswer | null, silence: string | null) => {
      const { label, method } = request;
      this.#requests.push({ label, method, path, status: answer?.status ?? null });
      this.#observe({ request, path, answer, silence, durationMs: performance.now() - started });
    };
    try {
      const answer = await this.#request(request, path);
      note(answer, null);
      return answer;
    } catch (error) {
      const silence = isAxiosError(error) ? error.message || (error.code ?? "") : String(error);
      note(null, silence);
      // Not attached as the cause: an axios error carries the bearer token in its configuration.
      throw failure(request, null, null, silence);
    }
  }

  async #request({ method, body }: ScimSend, url: string): Promise<ReceivedAnswer> {
    const { status, headers, data } = await this.#http.request<string>({
      method,
      url,
      ...(body !== undefined && {
        data: JSON.stringify(body),
        headers: { "Content-Type": "application/scim+json; charset=utf-8" },
      }),
    });
    const text = data ?? "";
    const header = (name: string) => (typeof headers[name] === "string" ? headers[name] : null);
    return {
      status,
      contentType: header("content-type"),
      location: header("location"),
      text,
      body: parseObject(text),
    };
  }
}

/** The path with the integration URL's own query first, as Entra ID sends it. */
function withQuery(path: string, query: string): string {
  if (query === "") return path;
  const [resource = "", own] = path.split("?", 2);
  return own === undefined ? `${resource}?${query}` : `${resource}?${query}&${own}`;
}

function failure(
  request: ScimSend,
  status: number | null,
  scimType: string | null,
  reason: string,
): ScimRequestError {
  const { label, method, path } = request;
  return new ScimRequestError({ label, method, path, status, scimType, reason });
}

function parseObject(text: string): ScimResource | null | undefined {
  if (text.trim() === "") return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as ScimResource)
      : undefined;
  } catch {
    return undefined;
  }
}
