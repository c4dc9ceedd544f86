import type { ValidationIssue } from "../../contract/parse";
import { parseUrl } from "../../contract/parse-url";
import { contentType, hasJson } from "../http/json";
import { type ApiAnswer, type ApiRequest, addressSetting, describe } from "../http/message";

/** How many issues a message tells. A list may have one per object. */
const MOST_ISSUES = 5;

/** The answer breaks the contract: it comes from another version of the API, or from something else. */
export class ApiContractError extends Error {
  override readonly name = "ApiContractError";

  constructor(
    /** `GET /scim/v1/integrations/…`. */
    readonly request: string,
    /** Where and why the answer breaks the contract; never with a value. */
    readonly issues: readonly ValidationIssue[],
    message: string,
    /** HTTP status of an answer that is no JSON. Null: it is JSON, and does not fit. */
    readonly status: number | null = null,
  ) {
    super(message);
  }

  /** The answer is JSON, but not the JSON that was expected. */
  static doesNotFit(request: ApiRequest, issues: readonly ValidationIssue[]): ApiContractError {
    const shown = issues.slice(0, MOST_ISSUES);
    const places = shown.map(({ field, reason }) => (field === "" ? reason : `${field}: ${reason}`));
    if (issues.length > shown.length) places.push(`and ${issues.length - shown.length} more`);
    const name = describe(request);
    return new ApiContractError(
      name,
      issues,
      `${name} answered something that does not fit the API this version knows: ${places.join("; ")}. ` +
        `Is ${addressSetting(request)} right, and is this provider as new as the API?`,
    );
  }

  /** The answer is no JSON. */
  static notJson(request: ApiRequest, answer: ApiAnswer): ApiContractError {
    const name = describe(request);
    const message =
      `${name} answered ${answer.status} with ${contentOf(answer)}. Is ${addressSetting(request)} right, ` +
      "or does a proxy answer in its place?";
    return new ApiContractError(name, [], message, answer.status);
  }
}

/** What an answer without usable JSON has instead. Of a redirect never the query: it may hold a secret. */
function contentOf(answer: ApiAnswer): string {
  const { location = "" } = answer.headers;
  const target = parseUrl(location);
  if (answer.status >= 300 && answer.status < 400 && target !== null) {
    return `a redirect to ${target.origin}${target.pathname}, which is not followed`;
  }
  if (hasJson(answer)) return "JSON that is cut off or not valid";
  return `${contentType(answer) || "no content type"} where JSON was expected`;
}
