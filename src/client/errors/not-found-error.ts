import { ApiError } from "./api-error";

/**
 * 404 in the API's own words. A 404 page of something else in between is an ApiContractError instead: it does not
 * prove that the object is gone.
 */
export class NotFoundError extends ApiError {
  override readonly name = "NotFoundError";
}
