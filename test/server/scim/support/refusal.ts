import { ScimError } from "../../../../src/server/scim/scim-error";

/** The refusal that the work ends in. @throws when it is not refused */
export function refusal(work: () => unknown): ScimError {
  try {
    work();
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
