import type { ScimResource } from "../common/scim-message";
import { PATCH_URN } from "../common/scim-urns";

/**
 * How Entra ID spells a PATCH. `default`: capitalised ops, booleans as text, one op for each attribute,
 * members removed by a value array. `aadOptscim062020`: the flag of that name on the tenant URL, which brings
 * it closer to RFC 7644.
 * @see Microsoft Entra docs, application-provisioning-config-problem-scim-compatibility
 */
export type EntraDialect = "default" | "aadOptscim062020";

export const ENTRA_FLAG = "aadOptscim062020";

/** One operation of a PATCH, as Entra ID spells it. */
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

/** The dialect a tenant URL asks for by its query. */
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
  const together = (["Add", "Replace"] as const)
    .map((verb) => ({ verb, of: single.filter((change) => change.verb === verb) }))
    .filter(({ of }) => of.length > 0)
    .map(({ verb, of }) => ({
      op: verb.toLowerCase(),
      value: Object.fromEntries(of.map(({ path, value }) => [path, value])),
    }));
  const alone = changes.filter(({ multiValued }) => multiValued);
  return [...together, ...alone.map(({ verb, path, value }) => ({ op: verb.toLowerCase(), path, value }))];
}

/** Disabling and restoring, by `active`. */
export function activeOperation(dialect: EntraDialect, active: boolean): EntraOperation {
  return dialect === "default"
    ? { op: "Replace", path: "active", value: active ? "True" : "False" }
    : { op: "replace", path: "active", value: active };
}

/** New members. `$ref` is null: Entra ID does not know the server's addresses. */
export function addMembers(dialect: EntraDialect, ids: readonly string[]): EntraOperation {
  return { op: verbIn(dialect, "Add"), path: "members", value: ids.map(memberValue) };
}

/** Members that left: a value array in the default dialect, one path filter for each with the flag. */
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
