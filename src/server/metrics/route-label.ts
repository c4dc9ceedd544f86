import { endpointName } from "../scim/endpoint-name";

/** The API families and the start of their paths. */
const FAMILIES = [
  ["/scim/v2", "scim"],
  ["/edge/management/v1", "edge"],
  ["/scim/v1", "gateway"],
  ["/core/v3", "gateway"],
  ["/oauth2", "gateway"],
  ["/console", "console"],
] as const;

/** The labels of a request in metrics. */
export interface RouteLabel {
  readonly family: string;
  /** The path, with placeholders for ids. `unmatched` for a path without a route. */
  readonly route: string;
}

/**
 * The labels of a request. The number of different labels is small, whatever clients send.
 * @param template The registered route. Undefined when none matched.
 * @param rest The part of the path that matched `*`. Empty when the route has none.
 */
export function routeLabel(template: string | undefined, rest: string): RouteLabel {
  if (template === undefined) return { family: "other", route: "unmatched" };
  const family = FAMILIES.find(([start]) => template.startsWith(start))?.[1] ?? "operations";
  const expands = family === "scim" && template.endsWith("/*");
  return { family, route: expands ? template.slice(0, -1) + scimRest(rest) : template };
}

function scimRest(rest: string): string {
  const [collection = "", id, ...more] = rest.split("/").filter((part) => part !== "");
  const endpoint = endpointName(collection);
  if (endpoint === null || more.length > 0) return "unmatched";
  if (id === undefined) return endpoint;
  return `${endpoint}/${endpointName(id) === ".search" ? ".search" : ":id"}`;
}
