import type { ScimResource } from "../common/scim-message";
import { seededUuid } from "../common/seeded-uuid";
import { type EntraDialect, type EntraOperation, verbIn } from "./dialect";

/**
 * How app roles are mapped: the expression in the attribute mapping.
 * @see Microsoft Entra docs, customize-application-attributes
 */
export const ROLE_EXPRESSIONS = [
  "SingleAppRoleAssignment",
  "AppRoleAssignmentsComplex",
  "AssertiveAppRoleAssignmentsComplex",
] as const;
export type RoleExpression = (typeof ROLE_EXPRESSIONS)[number];

const TYPE = "WindowsAzureActiveDirectoryRole";

/** The `roles` of a POST. All have the same `type`, so a server must allow several values of one type. */
export function newRoles(
  expression: RoleExpression | null,
  roles: readonly string[],
): readonly ScimResource[] {
  switch (expression) {
    case null:
      return [];
    case "SingleAppRoleAssignment":
      return roles.slice(0, 1).map((value) => ({ primary: true, type: TYPE, display: value, value }));
    case "AppRoleAssignmentsComplex":
      return roles.map((value) => ({ primary: false, type: TYPE, display: value, value }));
    case "AssertiveAppRoleAssignmentsComplex":
      return roles.map((value) => ({ primary: false, type: TYPE, displayName: value, value }));
  }
}

/**
 * The operations for changed roles. Only the assertive expression removes roles. The complex one adds the
 * present roles as JSON texts and leaves the others.
 */
export function roleOperations(
  dialect: EntraDialect,
  expression: RoleExpression,
  roles: readonly string[],
): readonly EntraOperation[] {
  switch (expression) {
    case "SingleAppRoleAssignment":
      return roles.slice(0, 1).map((value) => ({
        op: verbIn(dialect, "Replace"),
        path: 'roles[primary eq "True"].value',
        value,
      }));
    case "AppRoleAssignmentsComplex":
      return [{ op: verbIn(dialect, "Add"), path: "roles", value: roles.map(asJsonText) }];
    case "AssertiveAppRoleAssignmentsComplex": {
      const value = newRoles(expression, roles);
      return [{ op: verbIn(dialect, "Replace"), path: "roles", value }];
    }
  }
}

function asJsonText(role: string): ScimResource {
  return { value: JSON.stringify({ id: seededUuid("app role", role), value: role, displayName: role }) };
}
