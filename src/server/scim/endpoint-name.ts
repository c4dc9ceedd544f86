/** The first segments that a SCIM path can have (RFC 7644 section 3.2). */
const ENDPOINT_NAMES = [
  "Users",
  "Groups",
  "ServiceProviderConfig",
  "ResourceTypes",
  "Schemas",
  "Bulk",
  ".search",
  "Me",
] as const;

export type EndpointName = (typeof ENDPOINT_NAMES)[number];

/** Other names of endpoints. The second one is the name in SCIM 1.1. */
const ALIASES: readonly (readonly [string, EndpointName])[] = [
  ["serviceconfiguration", "ServiceProviderConfig"],
  ["serviceproviderconfigs", "ServiceProviderConfig"],
];

const NAMES: ReadonlyMap<string, EndpointName> = new Map([
  ...ENDPOINT_NAMES.map((name) => [name.toLowerCase(), name] as const),
  ...ALIASES,
]);

/** The endpoint that a path below the integration URL names. Null when there is no such endpoint. */
export function endpointOf(path: string): EndpointName | null {
  return endpointName(path.split("/").find((segment) => segment !== "") ?? "");
}

/** The endpoint that a segment of a path names. Case does not count. Null when there is no such endpoint. */
export function endpointName(segment: string): EndpointName | null {
  return NAMES.get(segment.toLowerCase()) ?? null;
}
