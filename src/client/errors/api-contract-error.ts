import type { ValidationIssue } from "../../contract/parse";
import { type ApiRequest, addressSetting, describe } from "../http/message";

/** The answer breaks the contract: it comes from another version of the API, or from something else. */
export class ApiContractError extends Error {
  override readonly name = "ApiContractError";

  constructor(
    /** `GET /scim/v1/integrations/…`. */
    readonly request: string,
    /** Where and why the answer breaks the contract; never with a value. */
    readonly issues: readonly ValidationIssue[],
    message: string,
  ) {
    super(message);
  }

  /** The answer is JSON, but not the JSON that was expected. */
  static doesNotFit(request: ApiRequest, issues: readonly ValidationIssue[]): ApiContractError {
    const places = issues.map(({ field, reason }) => (field === "" ? reason : `${field}: ${reason}`));
    const name = describe(request);
    return new ApiContractError(
      name,
      issues,
      `${name} answered something that does not fit the API this version knows: ${places.join("; ")}. ` +
        `Is ${addressSetting(request)} right, and is this provider as new as the API?`,
    );
  }

  /** The answer is no JSON. */
  static notJson(request: ApiRequest, status: number, contentType: string): ApiContractError {
    const what = contentType === "" ? "no content type" : contentType;
    const name = describe(request);
    return new ApiContractError(
      name,
      [],
      `${name} answered ${status} with ${what} where JSON was expected. Is ${addressSetting(request)} ` +
        "right, or does a proxy answer in its place?",
    );
  }
}
