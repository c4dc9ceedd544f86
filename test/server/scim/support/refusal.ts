import { ScimError } from "../../../../src/server/scim/scim-error";

/** The ScimError that the work throws. @throws Error when it throws none */
export function refusal(work: () => unknown): ScimError {
  try {
    work();
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
