import type { RoleExpression } from "../../entra/roles";
import { exactly } from "../inspection";
import type { Scenario } from "../scenario";
import { entra } from "./user-scenarios";

/** A scenario in which a person gets another set of roles. */
function roles(
  name: string,
  expression: RoleExpression,
  title: string,
  change: {
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly left: readonly string[];
  },
): Scenario {
  return entra(
    name,
    title,
    async (provider, { directory, inspect, checkpoint }) => {
      const before = { ...directory.ada, roles: change.from };
      await provider.assignUser(before);
      const id = provider.userId(before);
      await inspect.user(id, {}, exactly("roles", change.from));
      await checkpoint("assigned");
      await provider.changeRoles({ ...before, roles: change.to });
      await inspect.user(id, {}, exactly("roles", change.left));
      await checkpoint("changed");
    },
    { roleExpression: expression },
  );
}

/** The scenarios of Entra ID with app roles. */
export const ENTRA_ROLE_SCENARIOS: readonly Scenario[] = [
  roles("single-role", "SingleAppRoleAssignment", "one role is replaced by another, found by primary", {
    from: ["reader"],
    to: ["admin"],
    left: ["admin"],
  }),
  roles("first-single-role", "SingleAppRoleAssignment", "a first role is set where no role is primary yet", {
    from: [],
    to: ["admin"],
    left: ["admin"],
  }),
  roles(
    "complex-roles",
    "AppRoleAssignmentsComplex",
    "roles are added as JSON texts; roles that are no longer assigned stay",
    { from: ["reader", "auditor"], to: ["auditor", "admin"], left: ["reader", "auditor", "admin"] },
  ),
  roles(
    "assertive-roles",
    "AssertiveAppRoleAssignmentsComplex",
    "the whole list of roles is replaced; roles that are no longer assigned go",
    { from: ["reader", "auditor"], to: ["auditor", "admin"], left: ["auditor", "admin"] },
  ),
];
