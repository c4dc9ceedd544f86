import type { FastifyInstance } from "fastify";
import { type JwksDiscovery, jwksDiscoveryRequest } from "../../../contract/gateway/jwks-discovery";
import { isMap } from "../../../contract/scim/read-attribute";
import type { ServerContext } from "../../context";
import { JwksError } from "../../signin/sign-in-network";
import { pathValue, readBody } from "../gateway-request";
import { Problem } from "../problem";
import { networkOf } from "./networks";

/** How much of a foreign text an error quotes, in characters, and how much of a foreign address. */
const [QUOTED, QUOTED_ADDRESS] = [200, 2000];

type Fetches = Pick<ServerContext, "fetchJwks" | "fetchDocument">;

/**
 * `POST /core/v3/networks/{id}/jwks-discoveries`: what an issuer or a JWKS endpoint publishes (domain rule
 * 29). It stores nothing.
 */
export function registerJwksDiscoveries(app: FastifyInstance, context: ServerContext): void {
  app.post("/core/v3/networks/:id/jwks-discoveries", async (request, reply) => {
    await networkOf(context, pathValue(request, "id"));
    const { issuer, jwksEndpoint = "" } = readBody(jwksDiscoveryRequest, request);
    const discovered: JwksDiscovery =
      issuer === undefined
        ? { issuer: null, discovery: null, ...(await keysAt(context, "jwksEndpoint", jwksEndpoint)) }
        : await discover(context, issuer);
    return reply.header("cache-control", "no-store").send(discovered);
  });
}

/** OpenID Connect Discovery 1.0, section 4. @throws Problem 422 */
async function discover(fetches: Fetches, issuer: string): Promise<JwksDiscovery> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const document = documentOf(await fetched("issuer", url, () => fetches.fetchDocument(url)), url);
  if (document.issuer !== issuer) {
    const said =
      typeof document.issuer === "string" ? JSON.stringify(document.issuer.slice(0, QUOTED)) : "nothing";
    const reason = `is ${JSON.stringify(issuer)}, but ${url} names ${said}; both must be exactly the same`;
    throw undiscovered("issuer", reason);
  }
  const { jwks_uri: endpoint, authorization_endpoint, claims_supported } = document;
  if (typeof endpoint !== "string") throw undiscovered("issuer", `publishes no jwks_uri in ${url}`);
  return {
    issuer,
    ...(await keysAt(fetches, "issuer", endpoint)),
    discovery: {
      url,
      authorizationEndpoint: textOf(authorization_endpoint),
      claimsSupported: Array.isArray(claims_supported)
        ? claims_supported.filter((claim) => typeof claim === "string")
        : [],
    },
  };
}

function documentOf(text: string, url: string): Readonly<Record<string, unknown>> {
  try {
    const document: unknown = JSON.parse(text);
    if (isMap(document)) return document;
  } catch {
    // Text that is no JSON is no discovery document either.
  }
  throw undiscovered("issuer", `publishes no JSON object at ${url}`);
}

async function keysAt({ fetchJwks }: Fetches, field: string, jwksEndpoint: string) {
  const keys = await fetched(field, jwksEndpoint, () => fetchJwks(jwksEndpoint));
  return {
    jwksEndpoint,
    keys: keys.map(({ kid, kty, alg, use }) => ({
      kid: textOf(kid),
      kty: textOf(kty),
      alg: textOf(alg),
      use: textOf(use),
    })),
  };
}

/** @throws Problem 422 that names the field, the address and what was wrong with it */
async function fetched<T>(field: string, url: string, fetching: () => Promise<T>): Promise<T> {
  try {
    return await fetching();
  } catch (error) {
    if (!(error instanceof JwksError)) throw error;
    throw undiscovered(field, `cannot be read: ${error.message}: ${url.slice(0, QUOTED_ADDRESS)}`);
  }
}

function undiscovered(field: string, reason: string): Problem {
  return new Problem(422, [`${field} ${reason}`], [{ field, reason }]);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
