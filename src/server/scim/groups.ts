import { GROUP } from "../../contract/scim/resource";
import { type Projection, project, readProjection, wants } from "./answers/projection";
import { isConditional, isCurrentAtClient, requireMatch } from "./answers/resource-etag";
import {
  emptyResponse,
  groupResource,
  listResponse,
  locationOf,
  resourceResponse,
} from "./answers/resource-response";
import { requireBounds } from "./attributes/bounds";
import { normalizeGroup } from "./attributes/normalize";
import { sameValue } from "./attributes/same-value";
import { requireVisibleText } from "./attributes/visible-text";
import type { ScimBackend, ScimReads, StoredGroup } from "./backend";
import { readListRequest } from "./lists/list-request";
import type { ScimRequest, ScimResponse } from "./message";
import { changesNothing, compileGroupPatch } from "./patch/patch-group";
import { notFound } from "./scim-error";

/** `GET /Groups`. With `excludedAttributes=members`, the backend does not read the members. */
export async function listGroups(backend: ScimBackend, request: ScimRequest): Promise<ScimResponse> {
  const list = readListRequest(GROUP, request);
  const projection = readProjection(GROUP, request);
  const page = await backend.groups(list.query, membersOf(projection));
  const resources = page.resources.map((group) => project(groupResource(group, request.baseUrl), projection));
  return listResponse(resources, list.placeOf(page));
}

/** `POST /Groups` */
export async function createGroup(backend: ScimBackend, request: ScimRequest): Promise<ScimResponse> {
  const projection = readProjection(GROUP, request);
  const { attributes, memberIds } = normalizeGroup(request.body);
  requireVisibleText(GROUP, attributes, null);
  requireBounds(GROUP, attributes, null);
  const group = await backend.transaction(async (writes) => {
    const created = await writes.createGroup(attributes, memberIds);
    return existing(writes, created.id, membersOf(projection));
  });
  return shown(201, request, group, projection);
}

/** `GET /Groups/{id}` */
export async function readGroup(
  backend: ScimBackend,
  request: ScimRequest,
  id: string,
): Promise<ScimResponse> {
  const projection = readProjection(GROUP, request);
  const group = await existing(backend, id, membersOf(projection));
  return isCurrentAtClient(request, group.version)
    ? emptyResponse(304, group.version)
    : shown(200, request, group, projection);
}

/**
 * `PUT /Groups/{id}`. A body without `members` empties the group, as null and an empty list do. Some clients
 * send none when the last member leaves, and that person must lose access (RFC 7644 section 3.5.1 allows it).
 * A client that only renames a group sends PATCH.
 */
export async function replaceGroup(
  backend: ScimBackend,
  request: ScimRequest,
  id: string,
): Promise<ScimResponse> {
  const projection = readProjection(GROUP, request);
  const group = await backend.transaction(async (writes) => {
    const current = await existing(writes, id, { members: false });
    requireMatch(request, current.version);
    const { attributes: sent, memberIds } = normalizeGroup(request.body);
    requireVisibleText(GROUP, sent, current.attributes);
    const attributes = sameValue(sent, current.attributes) ? current.attributes : sent;
    requireBounds(GROUP, attributes, current.attributes);
    await writes.changeGroup(id, { attributes, clearMembers: true, add: memberIds, remove: [] });
    return existing(writes, id, membersOf(projection));
  });
  return shown(200, request, group, projection);
}

/** `PATCH /Groups/{id}`. Answers 204, because the members of a large group would make every answer large. */
export async function changeGroup(
  backend: ScimBackend,
  request: ScimRequest,
  id: string,
): Promise<ScimResponse> {
  const projection = readProjection(GROUP, request);
  const isAnswered = projection.mode === "only";
  const group = await backend.transaction(async (writes) => {
    const current = await existing(writes, id, { members: false });
    requireMatch(request, current.version);
    const change = compileGroupPatch(current.attributes, request.body);
    requireVisibleText(GROUP, change.attributes, current.attributes);
    requireBounds(GROUP, change.attributes, current.attributes);
    const isIdle = changesNothing(current.attributes, change);
    const changed = isIdle ? current : ((await writes.changeGroup(id, change)) ?? missing(id));
    return isAnswered ? existing(writes, id, membersOf(projection)) : changed;
  });
  return isAnswered ? shown(200, request, group, projection) : emptyResponse(204, group.version);
}

/** `DELETE /Groups/{id}` */
export async function deleteGroup(
  backend: ScimBackend,
  request: ScimRequest,
  id: string,
): Promise<ScimResponse> {
  await backend.transaction(async (writes) => {
    if (isConditional(request)) {
      requireMatch(request, (await existing(writes, id, { members: false })).version);
    }
    if (!(await writes.deleteGroup(id))) missing(id);
  });
  return emptyResponse(204);
}

const membersOf = (projection: Projection) => ({ members: wants(projection, "members") });

function shown(
  status: 200 | 201,
  request: ScimRequest,
  group: StoredGroup,
  projection: Projection,
): ScimResponse {
  const resource = project(groupResource(group, request.baseUrl), projection);
  return resourceResponse(status, resource, group.version, locationOf(GROUP, group.id, request));
}

async function existing(
  reads: ScimReads,
  id: string,
  options: { readonly members: boolean },
): Promise<StoredGroup> {
  return (await reads.group(id, options)) ?? missing(id);
}

function missing(id: string): never {
  throw notFound("Group", id);
}
