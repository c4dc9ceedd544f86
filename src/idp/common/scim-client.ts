import axios, { type AxiosInstance, isAxiosError } from "axios";
import type { Exchange, ScimRequest } from "./exchange";
import type { ReceivedAnswer, ScimMethod, ScimResource } from "./scim-message";
import { ScimRequestError } from "./scim-request-error";

/** How an identity provider reaches the server. */
export interface ScimConnection {
  /**
   * The integration URL. A slash at its end does not matter. Its query, as in `?aadOptscim062020`, goes with
   * every request.
   */
  readonly integrationUrl: string;
  /** The auth token of the integration. The client sends it but never records it. */
  readonly token: string;
  /** How long to wait for an answer. When absent: a minute. */
  readonly timeoutMs?: number;
  /** Called with every exchange before the client checks its status. */
  readonly observe?: (exchange: Exchange) => void;
  /** Aborts running requests and refuses further ones. */
  readonly signal?: AbortSignal | undefined;
}

/** Okta closes the socket after this long without an answer. The other providers do not say. */
const DEFAULT_TIMEOUT_MS = 60_000;

export interface ScimClientSettings extends ScimConnection {
  readonly userAgent: string;
}

/** One request and its status. It holds no bodies and no headers, because these carry secrets. */
export interface RecordedRequest {
  /** What the provider was doing, as in `find user`. */
  readonly label: string;
  readonly method: ScimMethod;
  /** Path and query below the integration URL, exactly as sent. */
  readonly path: string;
  /** The HTTP status. Null when no answer came. */
  readonly status: number | null;
}

export interface ScimAnswer {
  readonly status: number;
  /** Null for an empty body. */
  readonly body: ScimResource | null;
}

/**
 * The HTTP client of a simulated identity provider. It adds the bearer token and the media type, and records
 * each request.
 */
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
      timeout: settings.timeoutMs ?? DEFAULT_TIMEOUT_MS,
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

  /**
   * Sends one request. Throws ScimRequestError for a refusal, for no answer, and for a body that is not a
   * JSON object.
   */
  async send(request: ScimRequest): Promise<ScimAnswer> {
    const { status, body } = await this.#exchange(request);
    if ((status >= 200 && status < 300) || request.alsoAccept?.includes(status)) {
      if (body === undefined) throw failure(request, status, null, "the body is not a JSON object");
      return { status, body };
    }
    const detail = typeof body?.detail === "string" ? body.detail : "the answer holds no SCIM error";
    throw failure(request, status, typeof body?.scimType === "string" ? body.scimType : null, detail);
  }

  /** Sends one request whose answer must be a resource. Also throws when the body is empty or has no `id`. */
  async sendForResource(request: ScimRequest): Promise<ScimResource & { readonly id: string }> {
    const { status, body } = await this.send(request);
    if (body === null)
      throw failure(request, status, null, "the body is empty, but it must hold the resource");
    const { id } = body;
    if (typeof id !== "string" || id === "") throw failure(request, status, null, "the resource has no id");
    return { ...body, id };
  }

  async #exchange(request: ScimRequest): Promise<ReceivedAnswer> {
    const path = withQuery(request.path, this.#query);
    const started = performance.now();
    const record = (answer: ReceivedAnswer | null, noAnswerReason: string | null) => {
      const { label, method } = request;
      this.#requests.push({ label, method, path, status: answer?.status ?? null });
      this.#observe({ request, path, answer, noAnswerReason, durationMs: performance.now() - started });
    };
    try {
      const answer = await this.#request(request, path);
      record(answer, null);
      return answer;
    } catch (error) {
      const reason = isAxiosError(error) ? error.message || (error.code ?? "") : String(error);
      record(null, reason);
      // The axios error is not attached as the cause, because its configuration holds the bearer token.
      throw failure(request, null, null, reason);
    }
  }

  async #request({ method, body }: ScimRequest, url: string): Promise<ReceivedAnswer> {
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
  request: ScimRequest,
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
