import { USER } from "../../contract/scim/resource";
import type { StoredUser } from "./backend";
import { JsonText } from "./json-text";
import { type Projection, project } from "./projection";
import { groupsOf, metaOf, userResource } from "./resource-response";
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
  const { groups } = user;
  const shownGroups = groups.length === 0 ? "[]" : JSON.stringify(groupsOf(user, baseUrl));
  const meta = JSON.stringify(metaOf(USER, user, baseUrl));
  return new JsonText(
    `{"schemas":${schemas},"id":"${user.id}",${text.slice(1, -1)},"groups":${shownGroups},"meta":${meta}}`,
  );
}
