import { ApiError } from "./api-error";

/**
 * A 404 with the API's own error body. A 404 from anything else is an ApiContractError: it does not prove
 * that the object is gone.
 */
export class NotFoundError extends ApiError {
  override readonly name = "NotFoundError";
}
