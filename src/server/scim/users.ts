import { USER } from "../../contract/scim/resource";
import { readProjection } from "./answers/projection";
import { isConditional, isCurrentAtClient, requireMatch } from "./answers/resource-etag";
import { emptyResponse, listResponse, locationOf, resourceResponse } from "./answers/resource-response";
import { userRenderer } from "./answers/user-renderer";
import { requireBounds } from "./attributes/bounds";
import { normalizeUser } from "./attributes/normalize";
import { sameValue } from "./attributes/same-value";
import { requireVisibleText } from "./attributes/visible-text";
import type { ScimBackend, ScimReads, ScimWrites, StoredUser, UserAttributes } from "./backend";
import { type Carried, carriedByPatch, carriedByPut } from "./carried";
import { readListRequest } from "./lists/list-request";
import type { ScimRequest, ScimResponse } from "./message";
import { patchUser } from "./patch/patch-user";
import { notFound, ScimError } from "./scim-error";

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
  return updateUser(backend, request, id, {
    attributesAfter: ({ active }) => normalizeUser(request.body, active),
    carried: () => carriedByPut(request.body),
  });
}

/** `PATCH /Users/{id}` */
export async function changeUser(
  backend: ScimBackend,
  request: ScimRequest,
  id: string,
): Promise<ScimResponse> {
  return updateUser(backend, request, id, {
    attributesAfter: (current) => patchUser(current, request.body),
    carried: () => carriedByPatch(request.body),
  });
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

/** A PUT or PATCH of a user. */
interface UserPush {
  /** The attributes that follow from the current ones. @throws ScimError */
  readonly attributesAfter: (current: UserAttributes) => UserAttributes;
  readonly carried: () => Carried;
}

/**
 * Writes what a push changes. A push that carries `active` false always disables, even when its rename
 * clashes or something else in it is refused: a leaver must not keep access. This departs on purpose from the
 * atomic PATCH of RFC 7644 section 3.5.2.
 */
async function updateUser(
  backend: ScimBackend,
  request: ScimRequest,
  id: string,
  push: UserPush,
): Promise<ScimResponse> {
  const result = await backend.transaction(async (writes) => {
    const current = await existing(writes, id);
    requireMatch(request, current.version);
    const attributes = acceptedAttributes(current.attributes, push);
    if (attributes instanceof ScimError) return disableOnly(writes, id, push.carried(), attributes);
    if (attributes === current.attributes) {
      await writes.repeatUser(id);
      return current;
    }
    const disables = !attributes.active && push.carried().disables;
    return (await writes.replaceUser(id, attributes, { disables })) ?? missing(id);
  });
  if (result instanceof ScimError) throw result;
  return shown(request, result);
}

/**
 * Disables the user of a push that is refused, when it carries `active` false.
 * @returns The user, or the error of a PUT without a userName. Such a body is no user, so nobody may take the
 *   PUT for done.
 * @throws ScimError when the push does not disable
 */
async function disableOnly(
  writes: ScimWrites,
  id: string,
  { disables, lacksUserName, others }: Carried,
  error: ScimError,
): Promise<StoredUser | ScimError> {
  if (error.status !== 400 || !disables) throw error;
  const user = (await writes.disableUser(id, { error, attributes: others })) ?? missing(id);
  return lacksUserName ? error : user;
}

/** The attributes after a push. The current ones when nothing changes, an error when the push is refused. */
function acceptedAttributes(
  current: UserAttributes,
  { attributesAfter }: UserPush,
): UserAttributes | ScimError {
  try {
    const attributes = attributesAfter(current);
    if (sameValue(attributes, current)) return current;
    requireVisibleText(USER, attributes, current);
    requireBounds(USER, attributes, current);
    return attributes;
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
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
