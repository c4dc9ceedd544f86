import { jsonResponse, listResponse } from "./answers/resource-response";
import { isStorable } from "./attributes/storable-text";
import type { ScimBackend } from "./backend";
import { runBulk } from "./bulk/run-bulk";
import {
  type DiscoveryDocument,
  findDocument,
  resourceTypes,
  schemas,
  serviceProviderConfig,
} from "./discovery";
import { type EndpointName, endpointName } from "./endpoint-name";
import { changeGroup, createGroup, deleteGroup, listGroups, readGroup, replaceGroup } from "./groups";
import { readSearch } from "./lists/search";
import { listAll, searchAll } from "./lists/search-all";
import type { ScimRequest, ScimResponse } from "./message";
import { notFound, ScimError } from "./scim-error";
import { changeUser, createUser, deleteUser, listUsers, readUser, replaceUser } from "./users";

/**
 * Answers one authenticated request of the SCIM protocol (RFC 7644). Every refusal has a SCIM error body.
 * Unknown query parameters are ignored.
 *
 * @throws Any error of the backend that is not a ScimError.
 */
export async function handleScim(backend: ScimBackend, request: ScimRequest): Promise<ScimResponse> {
  try {
    return await dispatch(backend, request);
  } catch (error) {
    if (error instanceof ScimError) return errorResponse(error);
    throw error;
  }
}

/** The answer for an error. */
function errorResponse(error: ScimError, headers: ScimResponse["headers"] = {}): ScimResponse {
  return jsonResponse(error.status, error.toBody(), headers);
}

type Handler = (
  backend: ScimBackend,
  request: ScimRequest,
  id: string,
) => Promise<ScimResponse> | ScimResponse;
type Methods = Readonly<Partial<Record<ScimRequest["method"], Handler>>>;

interface Endpoint {
  readonly collection: Methods;
  readonly item: Methods | null;
  /** `/Users/.search` */
  readonly search?: Methods;
}

/** The integration URL itself. */
const ROOT: Methods = { GET: listAll };

const ENDPOINTS: Readonly<Record<Exclude<EndpointName, "Me">, Endpoint>> = {
  Users: {
    collection: { GET: listUsers, POST: createUser },
    item: { GET: readUser, PUT: replaceUser, PATCH: changeUser, DELETE: deleteUser },
    search: { POST: (backend, request) => listUsers(backend, readSearch(request)) },
  },
  Groups: {
    collection: { GET: listGroups, POST: createGroup },
    item: { GET: readGroup, PUT: replaceGroup, PATCH: changeGroup, DELETE: deleteGroup },
    search: { POST: (backend, request) => listGroups(backend, readSearch(request)) },
  },
  ServiceProviderConfig: {
    collection: {
      GET: (_backend, { baseUrl }) => documentResponse(serviceProviderConfig(baseUrl)),
    },
    item: null,
  },
  ResourceTypes: discovery("ResourceType", resourceTypes),
  Schemas: discovery("Schema", schemas),
  Bulk: {
    collection: {
      POST: (backend, request) => runBulk(request, (operation) => handleScim(backend, operation)),
    },
    item: null,
  },
  ".search": { collection: { POST: searchAll }, item: null },
};

function dispatch(backend: ScimBackend, request: ScimRequest): Promise<ScimResponse> | ScimResponse {
  const [first = "", id, ...rest] = request.path.split("/").filter((segment) => segment !== "");
  const name = endpointName(first);
  if (name === "Me") {
    throw new ScimError(
      501,
      null,
      "/Me is not implemented, because an auth token belongs to an integration, not to a user; use /Users",
    );
  }
  const methods = first === "" ? ROOT : name && methodsOf(ENDPOINTS[name], id);
  if (methods === null || rest.length > 0) {
    throw new ScimError(
      404,
      null,
      `${request.path} does not exist; the endpoints are /${Object.keys(ENDPOINTS).join(", /")}`,
    );
  }
  const handler = methods[request.method];
  if (handler !== undefined) return handler(backend, request, id ?? "");
  const allow = Object.keys(methods).join(", ");
  const refusal = new ScimError(
    405,
    null,
    `${request.method} is not allowed on ${request.path}; allowed: ${allow}`,
  );
  return errorResponse(refusal, { allow });
}

function methodsOf({ collection, item, search }: Endpoint, id: string | undefined): Methods | null {
  if (id === undefined) return collection;
  // No resource has an id that the database cannot store.
  if (!isStorable(id)) return null;
  return endpointName(id) === ".search" && search !== undefined ? search : item;
}

/** A discovery endpoint. RFC 7644 section 4 forbids filters there. */
function discovery(kind: string, documents: (baseUrl: string) => readonly DiscoveryDocument[]): Endpoint {
  return {
    collection: {
      GET: (_backend, { query, baseUrl }) => {
        if (query.filter !== undefined)
          throw new ScimError(403, null, `a ${kind} list cannot be filtered; leave the filter out`);
        const all = documents(baseUrl);
        return listResponse(all, { totalResults: all.length, startIndex: 1 });
      },
    },
    item: {
      GET: (_backend, { baseUrl }, id) => {
        const document = findDocument(documents(baseUrl), id);
        if (document === null) throw notFound(kind, id);
        return documentResponse(document);
      },
    },
  };
}

function documentResponse(document: DiscoveryDocument): ScimResponse {
  return jsonResponse(200, document, { location: document.meta.location });
}
