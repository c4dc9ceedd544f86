import { GROUP, type ResourceKind, USER } from "../../contract/scim/resource";
import type { StoredUser } from "./backend";
import { JsonText } from "./json-text";
import { type Projection, project } from "./projection";
import { locationOf, userResource } from "./resource-response";
import { schemasOf } from "./schemas-of";

const CORE_ONLY = JSON.stringify([USER.core.id]);

/** Shows a user as an answer carries it. */
type ShowUser = (user: StoredUser) => unknown;

/**
 * How the users of one answer are shown. When the whole user is wanted and the backend stores the attributes
 * as text, the answer copies that text: parsing and writing it again is most of the cost of a list. Users of
 * one page are often in the same groups, so the text of these groups is made once.
 */
export function userShower(baseUrl: string, projection: Projection): ShowUser {
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
    return new JsonText(
      `{"schemas":${schemas},"id":"${user.id}",${text.slice(1, -1)},"groups":[${groupsOf(user)}],"meta":${metaText(user, userStart)}}`,
    );
  };
}

/** The start of a location as JSON text. An id and the closing quote follow. An id needs no escaping. */
function locationStart(kind: ResourceKind, baseUrl: string): string {
  return JSON.stringify(locationOf(kind, "", { baseUrl })).slice(0, -1);
}

function groupText({ value, display }: StoredUser["groups"][number], start: string): string {
  return `{"value":"${value}","$ref":${start}${value}","display":${JSON.stringify(display)},"type":"direct"}`;
}

/** `meta` as JSON text; instants and versions need no escaping. */
function metaText({ id, createdAt, lastModified, version }: StoredUser, start: string): string {
  return `{"resourceType":"${USER.name}","created":"${createdAt}","lastModified":"${lastModified}","location":${start}${id}","version":"W/\\"${version}\\""}`;
}
