import axios, { type AxiosInstance, isAxiosError } from "axios";
import { ScimRequestError } from "./scim-request-error";

/** Where and how an identity provider pushes. */
export interface ScimClientSettings {
  /** The integration URL; a slash at the end does not matter. */
  readonly integrationUrl: string;
  /** The auth token of the integration. Sent, never recorded. */
  readonly token: string;
  readonly userAgent: string;
  /** How long the provider waits for an answer. */
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

export type ScimMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type ScimResource = Readonly<Record<string, unknown>>;

/** One SCIM request to send. `path` is sent byte for byte, so it must already be percent-encoded. */
export interface ScimSend {
  readonly label: string;
  readonly method: ScimMethod;
  readonly path: string;
  readonly body?: ScimResource;
  /** Statuses outside 2xx that are an answer and not a failure. */
  readonly alsoAccept?: readonly number[];
}

export interface ScimAnswer {
  readonly status: number;
  /** null: no body. */
  readonly body: ScimResource | null;
}

/** The HTTP half of a simulated identity provider: bearer token, SCIM media type, a record of what was sent. */
export class ScimClient {
  readonly #http: AxiosInstance;
  readonly #requests: RecordedRequest[] = [];

  constructor(settings: ScimClientSettings) {
    this.#http = axios.create({
      baseURL: settings.integrationUrl.replace(/\/+$/, ""),
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
    });
  }

  /** Everything sent so far, oldest first. */
  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  /** Sends one request. Throws ScimRequestError for a refusal, silence, or a body that is no JSON object. */
  async send(request: ScimSend): Promise<ScimAnswer> {
    const { status, text } = await this.#exchange(request);
    this.#record(request, status);
    const body = parseObject(text);
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

  async #exchange(request: ScimSend): Promise<{ status: number; text: string }> {
    try {
      const answer = await this.#http.request<string>({
        method: request.method,
        url: request.path,
        ...(request.body !== undefined && {
          data: JSON.stringify(request.body),
          headers: { "Content-Type": "application/scim+json; charset=utf-8" },
        }),
      });
      return { status: answer.status, text: answer.data ?? "" };
    } catch (error) {
      this.#record(request, null);
      // Not attached as the cause: an axios error carries the bearer token in its configuration.
      throw failure(
        request,
        null,
        null,
        isAxiosError(error) ? error.message || (error.code ?? "") : String(error),
      );
    }
  }

  #record(request: ScimSend, status: number | null): void {
    this.#requests.push({ label: request.label, method: request.method, path: request.path, status });
  }
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

/** The JSON object of a body; null for an empty body, undefined for anything else. */
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
