import type { FastifyRequest } from "fastify";
import { type EndpointName, endpointName } from "../scim/endpoint-name";

const INTEGRATIONS = "/scim/v1/integrations";
const EDGE = "/edge/management/v1";

/** The calls of the management API that change something, by method and route. */
const MANAGEMENT_ACTIONS: Readonly<Record<string, string>> = {
  [`POST ${INTEGRATIONS}`]: "integration.create",
  [`PATCH ${INTEGRATIONS}/:id`]: "integration.update",
  [`DELETE ${INTEGRATIONS}/:id`]: "integration.delete",
  [`PUT ${INTEGRATIONS}/:id/mapping`]: "mapping.update",
  [`POST ${INTEGRATIONS}/:id/tokens`]: "token.create",
  [`DELETE ${INTEGRATIONS}/:id/tokens/:tokenId`]: "token.revoke",
  "POST /core/v3/networks/:id/network-checks": "network.check",
  ...collectionActions("auth-policies", "auth-policy"),
  ...collectionActions("external-jwt-signers", "jwt-signer"),
  ...collectionActions("identities", "identity"),
  [`POST ${EDGE}/identities/:id/disable`]: "identity.disable",
  [`POST ${EDGE}/identities/:id/enable`]: "identity.enable",
};

function collectionActions(collection: string, kind: string): Record<string, string> {
  const all = `${EDGE}/${collection}`;
  return {
    [`POST ${all}`]: `${kind}.create`,
    [`PUT ${all}/:id`]: `${kind}.update`,
    [`PATCH ${all}/:id`]: `${kind}.update`,
    [`DELETE ${all}/:id`]: `${kind}.delete`,
  };
}

/** The name of a management change. Null for a call that changes nothing. */
export function managementAction(request: FastifyRequest): string | null {
  return MANAGEMENT_ACTIONS[`${request.method} ${request.routeOptions.url}`] ?? null;
}

const SCIM_VERBS: Readonly<Record<string, string>> = {
  POST: "create",
  PUT: "update",
  PATCH: "update",
  DELETE: "delete",
};
const SCIM_KINDS: Readonly<Partial<Record<EndpointName, string>>> = { Users: "user", Groups: "group" };

/**
 * The name of a SCIM write, and the id in its path. Null for a read and for a path that names no resource.
 */
export function scimAction(
  method: string,
  [collection = "", id]: readonly string[],
): { readonly action: string; readonly id: string | null } | null {
  const verb = SCIM_VERBS[method];
  if (verb === undefined) return null;
  const endpoint = endpointName(collection);
  if (endpoint === "Bulk" && method === "POST") return { action: "bulk", id: null };
  const kind = endpoint === null ? undefined : SCIM_KINDS[endpoint];
  return kind === undefined || id?.startsWith(".") ? null : { action: `${kind}.${verb}`, id: id ?? null };
}
