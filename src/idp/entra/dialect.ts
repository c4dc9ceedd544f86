import { ENTRA_FLAG } from "../../contract/scim/entra-tenant-url";
import type { ScimResource } from "../common/scim-message";
import { PATCH_URN } from "../common/scim-urns";

/**
 * How Entra ID writes a PATCH. With `default`, ops are capitalised and booleans are text. Each attribute has
 * an op of its own, and a value array removes members. With the flag `aadOptscim062020` in the tenant URL,
 * the PATCH is closer to RFC 7644.
 * @see Microsoft Entra docs, application-provisioning-config-problem-scim-compatibility
 */
export type EntraDialect = "default" | typeof ENTRA_FLAG;

/** One operation of a PATCH, as Entra ID writes it. */
export interface EntraOperation {
  readonly op: string;
  readonly path?: string;
  readonly value?: unknown;
}

/** One attribute that got its first value, or another value. */
export interface EntraChange {
  readonly verb: "Add" | "Replace";
  readonly path: string;
  readonly value: unknown;
  /** Part of a multi-valued attribute. It always has an operation of its own. */
  readonly multiValued: boolean;
}

/** The dialect that the query of a tenant URL selects. */
export function dialectOf(tenantUrl: string): EntraDialect {
  const [, query = ""] = tenantUrl.split("?", 2);
  return query.split("&").some((part) => part.split("=", 1)[0] === ENTRA_FLAG) ? ENTRA_FLAG : "default";
}

/** The operations of a profile change. */
export function changeOperations(
  dialect: EntraDialect,
  changes: readonly EntraChange[],
): readonly EntraOperation[] {
  if (dialect === "default") return changes.map(({ verb, path, value }) => ({ op: verb, path, value }));
  const single = changes.filter(({ multiValued }) => !multiValued);
  const combined = (["Add", "Replace"] as const)
    .map((verb) => ({ verb, of: single.filter((change) => change.verb === verb) }))
    .filter(({ of }) => of.length > 0)
    .map(({ verb, of }) => ({
      op: verb.toLowerCase(),
      value: Object.fromEntries(of.map(({ path, value }) => [path, value])),
    }));
  const alone = changes.filter(({ multiValued }) => multiValued);
  return [...combined, ...alone.map(({ verb, path, value }) => ({ op: verb.toLowerCase(), path, value }))];
}

/** The operation that disables or restores a user by `active`. */
export function activeOperation(dialect: EntraDialect, active: boolean): EntraOperation {
  return dialect === "default"
    ? { op: "Replace", path: "active", value: active ? "True" : "False" }
    : { op: "replace", path: "active", value: active };
}

/** The operation that adds members. `$ref` is null, because Entra ID does not know the server's addresses. */
export function addMembers(dialect: EntraDialect, ids: readonly string[]): EntraOperation {
  return { op: verbIn(dialect, "Add"), path: "members", value: ids.map(memberValue) };
}

/** The operations that remove members: one value array in the default dialect, or a path filter for each. */
export function removeMembers(dialect: EntraDialect, ids: readonly string[]): readonly EntraOperation[] {
  return dialect === "default"
    ? [{ op: "Remove", path: "members", value: ids.map(memberValue) }]
    : ids.map((id) => ({ op: "remove", path: `members[value eq ${JSON.stringify(id)}]` }));
}

export function verbIn(dialect: EntraDialect, verb: "Add" | "Replace" | "Remove"): string {
  return dialect === "default" ? verb : verb.toLowerCase();
}

export function entraPatch(operations: readonly EntraOperation[]): ScimResource {
  return { schemas: [PATCH_URN], Operations: operations };
}

function memberValue(id: string): ScimResource {
  return { $ref: null, value: id };
}
