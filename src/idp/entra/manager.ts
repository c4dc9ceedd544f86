import { ENTERPRISE_URN } from "../common/scim-urns";
import { type EntraDialect, type EntraOperation, verbIn } from "./dialect";

/**
 * The three ways in which Entra ID was seen to write a manager: a bare id, an object, and an object in an
 * array.
 */
export type ManagerForm = "bare id" | "object" | "array";

/** The operation that sets the manager of a user. `id` is the server's id of the manager. */
export function managerOperation(dialect: EntraDialect, id: string, form: ManagerForm): EntraOperation {
  const op = verbIn(dialect, "Add");
  const path = `${ENTERPRISE_URN}:manager`;
  switch (form) {
    case "bare id":
      return { op, path: "manager", value: id };
    case "object":
      return { op, path, value: { value: id } };
    case "array":
      return { op, path, value: [{ $ref: null, value: id }] };
  }
}
