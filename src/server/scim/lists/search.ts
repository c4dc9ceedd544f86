import { findKey, isMap } from "../../../contract/scim/read-attribute";
import { requireStorableBody } from "../attributes/storable-text";
import type { ScimRequest } from "../message";
import { requireMessageSchema } from "../message-schema";
import { ScimError } from "../scim-error";

const SEARCH_URN = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

const TEXTS = ["filter", "sortBy", "sortOrder", "cursor"] as const;
const NUMBERS = ["startIndex", "count"] as const;
const LISTS = ["attributes", "excludedAttributes"] as const;

/**
 * Turns a `POST …/.search` into a request for a list (RFC 7644 section 3.4.3). The body becomes the query.
 * @throws ScimError 400 invalidSyntax
 */
export function readSearch(request: ScimRequest): ScimRequest {
  const { body } = request;
  if (!isMap(body)) throw syntax("the body must be a SearchRequest as a JSON object");
  requireStorableBody(body);
  requireMessageSchema(body, SEARCH_URN);
  const get = (name: string) => {
    const key = findKey(body, name);
    return (key === null ? undefined : body[key]) ?? undefined;
  };
  const entries = [
    ...TEXTS.map((name) => [name, textOf(name, get(name))] as const),
    ...NUMBERS.map((name) => [name, numberOf(name, get(name))] as const),
    ...LISTS.map((name) => [name, listOf(name, get(name))] as const),
  ];
  return { ...request, method: "GET", query: Object.fromEntries(entries), body: undefined };
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

const syntax = (detail: string) => new ScimError(400, "invalidSyntax", detail);
