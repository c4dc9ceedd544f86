import type { NetworkRefusal } from "../../network/network";
import { invalidValue, ScimError, uniquenessConflict } from "../../scim/scim-error";
import { maskPersonal } from "../../sync/mask";

/**
 * The SCIM error for a write that the network's controller refuses. It masks who has a value, because the
 * caller may not be allowed to see it.
 * @param isUndone Whether the user is again as it was before the write.
 */
export function refusedByNetwork(refusal: NetworkRefusal, isUndone: boolean): ScimError {
  const end = whatHolds(refusal, isUndone);
  const { field, holder, message, notAdopted = null } = refusal;
  if (field === "name" || field === "externalId") {
    const what = field === "name" ? "name" : "external ID";
    const who =
      holder === null
        ? ""
        : `: the identity ${JSON.stringify(maskPersonal(holder.name))} (${holder.id}) has it` +
          (notAdopted === null ? "" : `, and is not adopted: ${notAdopted}`);
    return uniquenessConflict(`the network's controller refuses the identity's ${what}${who}; ${end}`);
  }
  if (field === "authPolicyId") {
    return invalidValue(
      `the network's controller has no auth policy with the id in the mapping of this integration; ${end}`,
    );
  }
  if (field === null)
    return new ScimError(409, null, `the network's controller refuses the identity: ${message}; ${end}`);
  return invalidValue(`the network's controller refuses ${field} of the identity: ${message}; ${end}`);
}

function whatHolds({ isDisabled }: NetworkRefusal, isUndone: boolean): string {
  if (!isUndone) return "what was pushed is stored, and is tried again with the next push";
  return isDisabled ? "the user is disabled, and nothing else was changed" : "nothing was changed";
}
