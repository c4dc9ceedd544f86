import { GROUP, USER } from "../../contract/scim/resource";
import type { StoredUser } from "./backend";
import { JsonText } from "./json-text";
import { type Projection, project } from "./projection";
import { locationOf, userResource } from "./resource-response";
import { schemasOf } from "./schemas-of";

const CORE_ONLY = JSON.stringify([USER.core.id]);

/**
 * A user as an answer carries it. When all of it is wanted and the backend keeps the attributes as text, the answer is put
 * together from that: parsing and writing it again costs most of what a list costs.
 */
export function shownUser(user: StoredUser, baseUrl: string, projection: Projection): unknown {
  if (projection.mode !== "all" || user.text === undefined) {
    return project(userResource(user, baseUrl), projection);
  }
  const { text } = user;
  const hasExtensions = /"urn:/i.test(text);
  const schemas = hasExtensions ? JSON.stringify(schemasOf(USER, user.attributes)) : CORE_ONLY;
  const groups = user.groups.map((group) => groupText(group, baseUrl)).join();
  return new JsonText(
    `{"schemas":${schemas},"id":"${user.id}",${text.slice(1, -1)},"groups":[${groups}],"meta":${metaText(user, baseUrl)}}`,
  );
}

function groupText({ value, display }: StoredUser["groups"][number], baseUrl: string): string {
  const location = JSON.stringify(locationOf(GROUP, value, { baseUrl }));
  return `{"value":"${value}","$ref":${location},"display":${JSON.stringify(display)},"type":"direct"}`;
}

/** `meta` as JSON text; instants and versions need no escaping, so only the location is written by JSON. */
function metaText({ id, createdAt, lastModified, version }: StoredUser, baseUrl: string): string {
  const location = JSON.stringify(locationOf(USER, id, { baseUrl }));
  return `{"resourceType":"${USER.name}","created":"${createdAt}","lastModified":"${lastModified}","location":${location},"version":"W/\\"${version}\\""}`;
}
