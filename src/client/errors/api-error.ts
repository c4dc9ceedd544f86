/** One field that the API did not accept. */
export interface FieldError {
  /** As the API names it, as in `authPolicyId`. */
  readonly field: string;
  readonly reason: string;
}

/** The content of an error answer of either family of the API. */
export interface ApiErrorDetails {
  /** `PUT /scim/v1/integrations/…/mapping`. */
  readonly request: string;
  /** HTTP status. */
  readonly status: number;
  /** The API's word for the error: `COULD_NOT_VALIDATE` (edge), `CONFLICT` (gateway). */
  readonly label: string;
  /** Sentences for a person. */
  readonly errors: readonly string[];
  readonly fieldErrors: readonly FieldError[];
  /** The trace id that support asks for; empty when the answer has none. */
  readonly traceId: string;
  /** Advice, where the status alone does not give it. */
  readonly advice?: string | undefined;
}

/** The API refused the request. */
export class ApiError extends Error {
  override readonly name: string = "ApiError";
  readonly request: string;
  readonly status: number;
  readonly label: string;
  readonly errors: readonly string[];
  readonly fieldErrors: readonly FieldError[];
  readonly traceId: string;

  constructor(details: ApiErrorDetails) {
    super(sentence(details));
    this.request = details.request;
    this.status = details.status;
    this.label = details.label;
    this.errors = details.errors;
    this.fieldErrors = details.fieldErrors;
    this.traceId = details.traceId;
  }
}

/** How many texts of an answer a message holds, and how long each may be. */
const MOST_TEXTS = 10;
const LONGEST_TEXT = 500;

function shortened(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`;
}

function sentence(details: ApiErrorDetails): string {
  const { request, status, label, errors, fieldErrors, traceId } = details;
  // Both families often repeat a field's reason in a sentence.
  const unsaid = fieldErrors.filter(({ reason }) => !errors.some((text) => text.includes(reason)));
  const said = [...errors, ...unsaid.map(({ field, reason }) => `${field}: ${reason}`)];
  const unique = [...new Set(said.filter((text) => text !== ""))].slice(0, MOST_TEXTS).map(shortened);
  const why = unique.length > 0 ? `: ${unique.join("; ")}` : "";
  const trace = traceId === "" ? "" : ` (trace ${shortened(traceId)})`;
  const toDo = details.advice ?? advice(status);
  return `${request} answered ${status} ${shortened(label)}${why}${trace}${toDo === "" ? "" : `. ${toDo}`}`;
}

function advice(status: number): string {
  switch (status) {
    case 401:
      return (
        "The API did not accept the credentials. Check NF_CLIENT_ID and NF_CLIENT_SECRET, or renew " +
        "NETFOUNDRY_API_TOKEN"
      );
    case 403:
      return "The API account may not do this; give it a role that may";
    case 429:
      return (
        "The API asks for fewer requests. Lower max_concurrent_requests (NF_MAX_CONCURRENT_REQUESTS) or " +
        "try later"
      );
    case 502:
    case 503:
    case 504:
      return "The API is not available at the moment; try again later";
    default:
      return "";
  }
}
