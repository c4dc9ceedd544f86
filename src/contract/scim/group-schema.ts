import { attribute, type ScimSchema } from "./schema";

const immutable = { mutability: "immutable" } as const;

/** The core Group schema (RFC 7643 section 4.2). */
export const GROUP_SCHEMA: ScimSchema = {
  id: "urn:ietf:params:scim:schemas:core:2.0:Group",
  formerIds: ["urn:scim:schemas:core:1.0", "urn:scim:schemas:core:2.0:group"],
  name: "Group",
  description: "A set of users",
  attributes: [
    attribute("displayName", "string", "Name of the group", { required: true, uniqueness: "server" }),
    attribute("members", "complex", "The users in the group", {
      multiValued: true,
      subAttributes: [
        attribute("value", "string", "Id of the user", { ...immutable, caseExact: true }),
        attribute("$ref", "reference", "Location of the user", { ...immutable, referenceTypes: ["User"] }),
        attribute("type", "string", "Kind of member", { ...immutable, canonicalValues: ["User"] }),
        attribute("display", "string", "Name of the user", { mutability: "readOnly" }),
      ],
    }),
  ],
};
