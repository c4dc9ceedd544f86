import { USER } from "../../contract/scim/resource";
import { readProjection } from "./answers/projection";
import { isConditional, isCurrentAtClient, requireMatch } from "./answers/resource-etag";
import { emptyResponse, listResponse, locationOf, resourceResponse } from "./answers/resource-response";
import { userRenderer } from "./answers/user-renderer";
import { requireBounds } from "./attributes/bounds";
import { normalizeUser } from "./attributes/normalize";
import { sameValue } from "./attributes/same-value";
import { requireVisibleText } from "./attributes/visible-text";
import type { ScimBackend, ScimReads, StoredUser, UserAttributes } from "./backend";
import { readListRequest } from "./lists/list-request";
import type { ScimRequest, ScimResponse } from "./message";
import { patchUser } from "./patch/patch-user";
import { notFound } from "./scim-error";

/** `GET /Users` */
export async function listUsers(backend: ScimBackend, request: ScimRequest): Promise<ScimResponse> {
  const list = readListRequest(USER, request);
  const projection = readProjection(USER, request);
  const page = await backend.users(list.query);
  const resources = page.resources.map(userRenderer(request.baseUrl, projection));
  return listResponse(resources, list.placeOf(page));
}

/** `POST /Users` */
export async function createUser(backend: ScimBackend, request: ScimRequest): Promise<ScimResponse> {
  const projection = readProjection(USER, request);
  const attributes = normalizeUser(request.body);
  requireVisibleText(USER, attributes, null);
  requireBounds(USER, attributes, null);
  const user = await backend.transaction((writes) => writes.createUser(attributes));
  const resource = userRenderer(request.baseUrl, projection)(user);
  return resourceResponse(201, resource, user.version, locationOf(USER, user.id, request));
}

/** `GET /Users/{id}` */
export async function readUser(
  backend: ScimBackend,
  request: ScimRequest,
  id: string,
): Promise<ScimResponse> {
  const user = await existing(backend, id);
  return isCurrentAtClient(request, user.version) ? emptyResponse(304, user.version) : shown(request, user);
}

/**
 * `PUT /Users/{id}`. A body without `active` leaves `active` as it is. Otherwise a disabled user would get
 * access back because a client left the attribute out.
 */
export async function replaceUser(
  backend: ScimBackend,
  request: ScimRequest,
  id: string,
): Promise<ScimResponse> {
  return updateUser(backend, request, id, ({ active }) => normalizeUser(request.body, active));
}

/** `PATCH /Users/{id}` */
export async function changeUser(
  backend: ScimBackend,
  request: ScimRequest,
  id: string,
): Promise<ScimResponse> {
  return updateUser(backend, request, id, (current) => patchUser(current, request.body));
}

/** `DELETE /Users/{id}` */
export async function deleteUser(
  backend: ScimBackend,
  request: ScimRequest,
  id: string,
): Promise<ScimResponse> {
  await backend.transaction(async (writes) => {
    if (isConditional(request)) requireMatch(request, (await existing(writes, id)).version);
    if (!(await writes.deleteUser(id))) missing(id);
  });
  return emptyResponse(204);
}

/**
 * Gives a user the attributes that follow from the current ones. Writes nothing when they are the same. A
 * request that makes an active user inactive carries `active` false. Such a request always disables, even
 * when its rename clashes: a leaver must not keep access. This departs on purpose from the atomic PATCH of
 * RFC 7644 section 3.5.2.
 */
async function updateUser(
  backend: ScimBackend,
  request: ScimRequest,
  id: string,
  attributesAfter: (current: UserAttributes) => UserAttributes,
): Promise<ScimResponse> {
  const user = await backend.transaction(async (writes) => {
    const current = await existing(writes, id);
    requireMatch(request, current.version);
    const attributes = attributesAfter(current.attributes);
    if (sameValue(attributes, current.attributes)) return current;
    requireVisibleText(USER, attributes, current.attributes);
    requireBounds(USER, attributes, current.attributes);
    const disables = !attributes.active && !attributesAfter({ ...current.attributes, active: true }).active;
    return (await writes.replaceUser(id, attributes, { disables })) ?? missing(id);
  });
  return shown(request, user);
}

function shown(request: ScimRequest, user: StoredUser): ScimResponse {
  const resource = userRenderer(request.baseUrl, readProjection(USER, request))(user);
  return resourceResponse(200, resource, user.version, locationOf(USER, user.id, request));
}

async function existing(reads: ScimReads, id: string): Promise<StoredUser> {
  return (await reads.user(id)) ?? missing(id);
}

function missing(id: string): never {
  throw notFound("User", id);
}
