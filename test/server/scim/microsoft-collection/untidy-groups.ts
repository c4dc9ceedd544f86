import { against, type Entry, has, status } from "./entry";
import { GROUP, PATCH_OP } from "./schemas";

const MEMBER_IS_AN_OBJECT =
  'RFC 7643 section 8.7.1: "members" is "complex" and multi-valued. Section 4.2: its "value" contains "the ' +
  'value of an "id" attribute of a SCIM resource". A bare text that names no resource is no member.';

const addText = (text: string) =>
  ({
    method: "PATCH",
    path: "/Groups/<readers>",
    body: {
      id: "<readers>",
      Operations: [{ op: "add", path: "members", value: text }],
      schemas: [PATCH_OP],
    },
    checks: [against(MEMBER_IS_AN_OBJECT, status(204))],
  }) as const;

/** A group gets members that do not exist, and is renamed. */
export const UNTIDY_GROUPS: readonly Entry[] = [
  {
    title: "create a group without a list of members",
    method: "POST",
    path: "/Groups",
    body: { displayName: "Readers", externalId: "external-readers", schemas: [GROUP] },
    saves: "readers",
    checks: [status(201)],
  },
  { title: "add a text as a member", ...addText("nobody's id") },
  { title: "add another text as a member", ...addText("nobody's other id") },
  { title: "read the group", method: "GET", path: "/Groups/<readers>", checks: [status(200)] },
  {
    title: "read the group without its members",
    method: "GET",
    path: "/Groups/<readers>?excludedAttributes=members",
    checks: [status(200)],
  },
  {
    title: "rename the group by PUT",
    method: "PUT",
    path: "/Groups/<readers>",
    body: { id: "<readers>", displayName: "Subscribers", externalId: "external-other", schemas: [GROUP] },
    checks: [status(200), has("displayName", "Subscribers")],
  },
];

/** Deletes what the untidy requests made. */
export const CLEANUP: readonly Entry[] = [
  ...["odahl", "emp1", "emp2", "emp3", "enterprise"].map(
    (name): Entry => ({
      title: `delete ${name}`,
      method: "DELETE",
      path: `/Users/<${name}>`,
      checks: [status(204)],
    }),
  ),
  { title: "delete the group", method: "DELETE", path: "/Groups/<readers>", checks: [status(204)] },
];
