/** The families of the API, by the start of their paths. */
const FAMILIES = [
  ["/scim/v2", "scim"],
  ["/edge/management/v1", "edge"],
  ["/scim/v1", "gateway"],
  ["/core/v3", "gateway"],
  ["/oauth2", "gateway"],
  ["/console", "console"],
] as const;

const SCIM_COLLECTIONS = new Set([
  "Users",
  "Groups",
  "ServiceProviderConfig",
  "ResourceTypes",
  "Schemas",
  "Bulk",
  "Me",
  ".search",
]);

/** A request as metrics name it. */
export interface RouteLabel {
  readonly family: string;
  /** With placeholders where ids were; `unmatched` for a path that is no route. */
  readonly route: string;
}

/**
 * The labels of a request. There are few of them, whatever clients ask for.
 * @param template The route that answered, as registered; undefined when none did.
 * @param rest What stood in the place of its `*`; empty when it has none.
 */
export function routeLabel(template: string | undefined, rest: string): RouteLabel {
  if (template === undefined) return { family: "other", route: "unmatched" };
  const family = FAMILIES.find(([start]) => template.startsWith(start))?.[1] ?? "operations";
  return { family, route: template.endsWith("/*") ? template.slice(0, -1) + scimRest(rest) : template };
}

function scimRest(rest: string): string {
  const [collection = "", id, ...more] = rest.split("/").filter((part) => part !== "");
  if (!SCIM_COLLECTIONS.has(collection) || more.length > 0) return "unmatched";
  if (id === undefined) return collection;
  return `${collection}/${id === ".search" ? id : ":id"}`;
}
