import { findKey, isMap } from "../../contract/scim/read-attribute";
import { GROUP, type ResourceKind, sameName, USER } from "../../contract/scim/resource";
import type { ScimBackend } from "./backend";
import { type ListRequest, readListRequest } from "./list-request";
import type { ScimRequest, ScimResponse } from "./message";
import { readPage } from "./paging";
import { project, readProjection, wants } from "./projection";
import { groupResource, listResponse } from "./resource-response";
import { shownUser } from "./resource-text";
import { ScimError } from "./scim-error";

export const SEARCH_URN = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

const TEXTS = ["filter", "sortBy", "sortOrder", "cursor"] as const;
const NUMBERS = ["startIndex", "count"] as const;
const LISTS = ["attributes", "excludedAttributes"] as const;

/**
 * The list request that the body of `POST …/.search` stands for (RFC 7644 section 3.4.3): its query comes from the body.
 * @throws ScimError 400 invalidSyntax
 */
export function readSearch(request: ScimRequest): ScimRequest {
  const { body } = request;
  if (!isMap(body)) throw syntax("the body must be a SearchRequest as a JSON object");
  const get = (name: string) => {
    const key = findKey(body, name);
    return (key === null ? undefined : body[key]) ?? undefined;
  };
  const schemas = get("schemas");
  if (schemas !== undefined && !(Array.isArray(schemas) && schemas.some(isSearchUrn))) {
    throw syntax(`schemas must contain ${SEARCH_URN}`);
  }
  const entries = [
    ...TEXTS.map((name) => [name, textOf(name, get(name))] as const),
    ...NUMBERS.map((name) => [name, numberOf(name, get(name))] as const),
    ...LISTS.map((name) => [name, listOf(name, get(name))] as const),
  ];
  return { ...request, method: "GET", query: Object.fromEntries(entries), body: undefined };
}

/**
 * `POST /.search`: users first, then groups, each by id. A kind that does not have an attribute of the filter has no
 * match.
 * @throws ScimError 400: invalidFilter when it fits no kind, invalidPath for an order, invalidCursor for a cursor
 */
export async function searchAll(backend: ScimBackend, request: ScimRequest): Promise<ScimResponse> {
  const search = readSearch(request);
  const { cursor, sortBy } = search.query;
  if (cursor !== undefined)
    throw ofOneKind("invalidCursor", "cursor: lists of every kind are paged by startIndex");
  if (sortBy) throw ofOneKind("invalidPath", "sortBy: lists of every kind are ordered by kind and id");
  const { startIndex, count } = readPage(search);
  const lists = listsOf(search);
  const shared = { start: { skip: startIndex - 1 }, limit: count };
  const users = lists.User && (await backend.users({ ...lists.User.query, ...shared }));
  const userTotal = users?.total ?? 0;
  const rest = {
    start: { skip: Math.max(0, startIndex - 1 - userTotal) },
    limit: count - (users?.resources.length ?? 0),
  };
  const asGroups = readProjection(GROUP, search);
  const asUsers = readProjection(USER, search);
  const options = { members: wants(asGroups, "members") };
  const groups = lists.Group && (await backend.groups({ ...lists.Group.query, ...rest }, options));
  const resources = [
    ...(users?.resources ?? []).map((user) => shownUser(user, request.baseUrl, asUsers)),
    ...(groups?.resources ?? []).map((group) => project(groupResource(group, request.baseUrl), asGroups)),
  ];
  return listResponse(resources, { totalResults: userTotal + (groups?.total ?? 0), startIndex });
}

function listsOf(search: ScimRequest): Readonly<Record<ResourceKind["name"], ListRequest | null>> {
  const refusals: ScimError[] = [];
  const listOfKind = (kind: ResourceKind): ListRequest | null => {
    try {
      return readListRequest(kind, search);
    } catch (error) {
      if (!(error instanceof ScimError) || error.scimType !== "invalidFilter") throw error;
      refusals.push(error);
      return null;
    }
  };
  const lists = { User: listOfKind(USER), Group: listOfKind(GROUP) };
  if (lists.User === null && lists.Group === null && refusals[0] !== undefined) throw refusals[0];
  return lists;
}

function textOf(name: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw syntax(`${name} must be text`);
}

function numberOf(name: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw syntax(`${name} must be an integer`);
}

function listOf(name: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(",");
  throw syntax(`${name} must be a list of attribute names`);
}

const isSearchUrn = (schema: unknown) => typeof schema === "string" && sameName(schema, SEARCH_URN);

const syntax = (detail: string) => new ScimError(400, "invalidSyntax", detail);

const ofOneKind = (scimType: "invalidCursor" | "invalidPath", detail: string) =>
  new ScimError(400, scimType, `${detail}; search in /Users or /Groups for more`);
