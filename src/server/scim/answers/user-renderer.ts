import { GROUP, type ResourceKind, USER } from "../../../contract/scim/resource";
import type { StoredUser } from "../backend";
import { schemasOf } from "../schemas-of";
import { JsonText } from "./json-text";
import { type Projection, project } from "./projection";
import { locationOf, userResource } from "./resource-response";

const CORE_ONLY = JSON.stringify([USER.core.id]);

/** Turns a user into the JSON of an answer. */
type RenderUser = (user: StoredUser) => unknown;

/**
 * Makes the function that renders the users of one answer. When the answer holds whole users and the backend
 * stores the attributes as text, it copies that text. Parsing and writing it again would be most of the cost
 * of a list. Users of one page are often in the same groups, so the text of these groups is made once.
 */
export function userRenderer(baseUrl: string, projection: Projection): RenderUser {
  const userStart = locationStart(USER, baseUrl);
  const groupTexts = new Map<string, string>([["[]", ""]]);
  const groupsOf = (user: StoredUser): string => {
    const { groupsText: key = "" } = user;
    const known = groupTexts.get(key);
    if (known !== undefined) return known;
    const start = locationStart(GROUP, baseUrl);
    const text = user.groups.map((group) => groupText(group, start)).join();
    if (key !== "") groupTexts.set(key, text);
    return text;
  };
  return (user) => {
    if (projection.mode !== "all" || user.text === undefined) {
      return project(userResource(user, baseUrl), projection);
    }
    const { text } = user;
    const hasExtensions = /"urn:/i.test(text);
    const schemas = hasExtensions ? JSON.stringify(schemasOf(USER, user.attributes)) : CORE_ONLY;
    const start = `"schemas":${schemas},"id":"${user.id}"`;
    const end = `"groups":[${groupsOf(user)}],"meta":${metaText(user, userStart)}`;
    return new JsonText(`{${start},${text.slice(1, -1)},${end}}`);
  };
}

/** The start of a location as JSON text. An id and the closing quote follow. An id needs no escaping. */
function locationStart(kind: ResourceKind, baseUrl: string): string {
  return JSON.stringify(locationOf(kind, "", { baseUrl })).slice(0, -1);
}

function groupText({ value, display }: StoredUser["groups"][number], start: string): string {
  return `{"value":"${value}","$ref":${start}${value}","display":${JSON.stringify(display)},"type":"direct"}`;
}

/** `meta` as JSON text. Instants and versions need no escaping. */
function metaText({ id, createdAt, lastModified, version }: StoredUser, start: string): string {
  const times = `"created":"${createdAt}","lastModified":"${lastModified}"`;
  const identity = `"location":${start}${id}","version":"W/\\"${version}\\""`;
  return `{"resourceType":"${USER.name}",${times},${identity}}`;
}
