import { against, contains, type Entry, hasId, lacks, status } from "./entry";
import { plainUser } from "./plain-users";
import { GROUP, PATCH_OP } from "./schemas";

const MEMBER_PARTS =
  'RFC 7643 section 8.7.1: the sub-attributes of "members" are "value", "$ref" and "type". Section 4.2: ' +
  'they are "immutable". A "displayName" that a client invents is none of them.';

const member = (value: string, display: string) => ({ value, display });

const addMember = {
  method: "PATCH",
  path: "/Groups/<readers>",
  body: {
    schemas: [PATCH_OP],
    Operations: [
      {
        name: "addMember",
        op: "add",
        path: "members",
        value: [{ displayName: "Stand-in", value: "<barbara>" }],
      },
    ],
  },
  checks: [],
} as const;

/**
 * Groups are made, filled, emptied and deleted. Each has an externalId of its own, as the collection means
 * it. Postman sends the same placeholder for all. This server would answer the second group 409, because it
 * keeps a group's externalId unique in the integration.
 */
export const GROUPS: readonly Entry[] = [
  {
    title: "create a group without members",
    method: "POST",
    path: "/Groups",
    body: { externalId: "external-readers", schemas: [GROUP], displayName: "Readers", members: [] },
    saves: "readers",
    checks: [status(201)],
  },
  {
    title: "create a user to be a member",
    method: "POST",
    path: "/Users",
    body: plainUser("donald", { displayName: "Donald" }),
    saves: "donald",
    checks: [status(201)],
  },
  {
    title: "create a second user to be a member",
    method: "POST",
    path: "/Users",
    body: plainUser("barbara", { displayName: "Barbara" }),
    saves: "barbara",
    checks: [status(201)],
  },
  {
    title: "create a group with a member",
    method: "POST",
    path: "/Groups",
    body: {
      schemas: [GROUP],
      externalId: "external-writers",
      displayName: "Writers",
      members: [member("<donald>", "Author")],
    },
    saves: "writers",
    checks: [status(201)],
  },
  { title: "list the groups", method: "GET", path: "/Groups", checks: [status(200)] },
  {
    title: "create a third group",
    method: "POST",
    path: "/Groups",
    body: { schemas: [GROUP], externalId: "external-editors", displayName: "Editors", members: [] },
    saves: "editors",
    checks: [status(201)],
  },
  {
    title: "replace the third group by PUT",
    method: "PUT",
    path: "/Groups/<editors>",
    body: {
      schemas: [GROUP],
      id: "<editors>",
      displayName: "Publishers",
      members: [member("<donald>", "Author"), member("<barbara>", "Editor")],
    },
    checks: [status(200)],
  },
  {
    title: "read the third group",
    method: "GET",
    path: "/Groups/<editors>",
    checks: [status(200), hasId("editors"), contains("<donald>")],
  },
  { title: "add a member", ...addMember },
  {
    title: "remove the member",
    method: "PATCH",
    path: "/Groups/<readers>",
    body: { schemas: [PATCH_OP], Operations: [{ op: "remove", path: 'members[value eq "<barbara>"]' }] },
    checks: [],
  },
  { title: "add the member again", ...addMember },
  {
    title: "read the group with the member",
    method: "GET",
    path: "/Groups/<readers>",
    checks: [status(200), hasId("readers"), against(MEMBER_PARTS, contains("Stand-in"))],
  },
  {
    title: "remove all members",
    method: "PATCH",
    path: "/Groups/<readers>",
    body: { schemas: [PATCH_OP], Operations: [{ op: "remove", path: "members" }] },
    checks: [],
  },
  {
    title: "read the group without members",
    method: "GET",
    path: "/Groups/<readers>",
    checks: [status(200), hasId("readers"), lacks("Stand-in")],
  },
  { title: "delete the member", method: "DELETE", path: "/Users/<donald>", checks: [status(204)] },
  { title: "delete the second member", method: "DELETE", path: "/Users/<barbara>", checks: [status(204)] },
  { title: "delete the first group", method: "DELETE", path: "/Groups/<readers>", checks: [status(204)] },
  { title: "delete the second group", method: "DELETE", path: "/Groups/<writers>", checks: [status(204)] },
  { title: "delete the third group", method: "DELETE", path: "/Groups/<editors>", checks: [status(204)] },
];
