import { GROUP, type ResourceKind, USER } from "../../../contract/scim/resource";
import type { StoredGroup, StoredUser } from "../backend";
import type { ScimRequest, ScimResponse } from "../message";
import { schemasOf } from "../schemas-of";
import { JsonText, jsonTextOf } from "./json-text";
import { etagOf } from "./resource-etag";

const LIST_URN = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

const CONTENT_TYPE = { "content-type": "application/scim+json" } as const;

type Resource = Readonly<Record<string, unknown>>;

/** A user as the protocol shows it. `baseUrl` is the integration URL. */
export function userResource(user: StoredUser, baseUrl: string): Resource {
  const groups = user.groups.map(({ value, display }) => ({
    value,
    $ref: locationOf(GROUP, value, { baseUrl }),
    display,
    type: "direct",
  }));
  return { ...head(USER, user), ...user.attributes, groups, meta: metaOf(USER, user, baseUrl) };
}

/** A group as the protocol shows it. It has members when the backend read them. */
export function groupResource(group: StoredGroup, baseUrl: string): Resource {
  const members = group.members?.map(({ value, display }) => ({
    value,
    $ref: `${baseUrl}/Users/${value}`,
    display,
    type: "User",
  }));
  const shown = members === undefined ? {} : { members };
  return { ...head(GROUP, group), ...group.attributes, ...shown, meta: metaOf(GROUP, group, baseUrl) };
}

/** The answer with one resource. 201 is for a new one. */
export function resourceResponse(
  status: 200 | 201,
  resource: unknown,
  version: number,
  location: string,
): ScimResponse {
  return { status, headers: { ...CONTENT_TYPE, etag: etagOf(version), location }, body: resource };
}

/**
 * An answer without a body. A 204 has the content type all the same, because some clients take every answer
 * without it for a failure.
 */
export function emptyResponse(status: 204 | 304, version?: number): ScimResponse {
  const headers: Record<string, string> = status === 204 ? { ...CONTENT_TYPE } : {};
  if (version !== undefined) headers.etag = etagOf(version);
  return { status, headers, body: null };
}

/** The place of a page in its list, as the answer gives it. */
export type ListPlace =
  /** Counts from 1. */
  | { readonly totalResults: number; readonly startIndex: number }
  /**
   * The last page has no `nextCursor`, and the first page no `previousCursor`. `totalResults` is absent when
   * it is not known (RFC 9865 section 2).
   */
  | { readonly totalResults?: number; readonly previousCursor?: string; readonly nextCursor?: string };

/** One page of a list (RFC 7644 section 3.4.2). */
export function listResponse(resources: readonly unknown[], place: ListPlace): ScimResponse {
  const head = { schemas: [LIST_URN], ...place, itemsPerPage: resources.length };
  const isText = resources.length > 0 && resources.every((resource) => resource instanceof JsonText);
  if (!isText) return jsonResponse(200, { ...head, Resources: resources });
  const items = resources.map(jsonTextOf).join();
  return jsonResponse(200, new JsonText(`${JSON.stringify(head).slice(0, -1)},"Resources":[${items}]}`));
}

/** An answer whose body is not a resource. */
export function jsonResponse(
  status: number,
  body: unknown,
  headers: ScimResponse["headers"] = {},
): ScimResponse {
  return { status, headers: { ...CONTENT_TYPE, ...headers }, body };
}

/** The URL of a resource: `meta.location`. */
export function locationOf(kind: ResourceKind, id: string, request: Pick<ScimRequest, "baseUrl">): string {
  return `${request.baseUrl}${kind.endpoint}/${id}`;
}

function head(kind: ResourceKind, stored: StoredUser | StoredGroup): Resource {
  return { schemas: schemasOf(kind, stored.attributes), id: stored.id };
}

/** The `meta` of a resource (RFC 7643 section 3.1). */
function metaOf(kind: ResourceKind, stored: StoredUser | StoredGroup, baseUrl: string): Resource {
  return {
    resourceType: kind.name,
    created: stored.createdAt,
    lastModified: stored.lastModified,
    location: locationOf(kind, stored.id, { baseUrl }),
    version: etagOf(stored.version),
  };
}
