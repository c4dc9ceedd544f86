import type { NetworkRefusal } from "../../network";
import { Gone, Refused } from "../controller-error";

/** What became of a delivery. `later`: it is not known to be done, and is tried again. */
export type DeliveryOutcome =
  | { readonly kind: "delivered" }
  | { readonly kind: "refused"; readonly refusal: NetworkRefusal }
  | { readonly kind: "later"; readonly error: Error };

/** What a failure of a delivery means. */
export function outcomeOf(error: Error, isDisabled: boolean): DeliveryOutcome {
  if (error instanceof Refused) {
    const { field, message, holder, notAdopted } = error;
    return { kind: "refused", refusal: { field, message, holder, notAdopted, isDisabled } };
  }
  if (error instanceof Gone) {
    const message = `${error.message}: somebody deleted it there, or an older backup was restored`;
    return { kind: "refused", refusal: { field: null, message, holder: null, isDisabled } };
  }
  return { kind: "later", error };
}
