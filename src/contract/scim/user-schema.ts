import { attribute, multiValuedAttribute, type ScimSchema } from "./schema";

const text = (name: string, description: string) => attribute(name, "string", description);
const value = (description: string) => text("value", description);
const readOnly = { mutability: "readOnly" } as const;

const name = attribute("name", "complex", "The parts of the user's name", {
  subAttributes: [
    text("formatted", "The whole name, as shown"),
    text("familyName", "Family name"),
    text("givenName", "Given name"),
    text("middleName", "Middle names"),
    text("honorificPrefix", "Title before the name"),
    text("honorificSuffix", "Suffix behind the name"),
  ],
});

const addresses = attribute("addresses", "complex", "Postal addresses", {
  multiValued: true,
  subAttributes: [
    text("formatted", "The whole address, as printed"),
    text("streetAddress", "Street and house number"),
    text("locality", "City"),
    text("region", "State or region"),
    text("postalCode", "Postal code"),
    text("country", "ISO 3166-1 alpha-2 country code"),
    attribute("type", "string", "What the address is for", { canonicalValues: ["work", "home", "other"] }),
    attribute("primary", "boolean", "Whether this is the preferred address"),
  ],
});

const groups = attribute("groups", "complex", "The groups of the user; a change goes through the group", {
  ...readOnly,
  multiValued: true,
  subAttributes: [
    attribute("value", "string", "Id of the group", { ...readOnly, caseExact: true }),
    attribute("$ref", "reference", "Location of the group", { ...readOnly, referenceTypes: ["Group"] }),
    attribute("display", "string", "Name of the group", readOnly),
    attribute("type", "string", "How the user is a member", { ...readOnly, canonicalValues: ["direct"] }),
  ],
});

/** The core User schema (RFC 7643 section 4.1). */
export const USER_SCHEMA: ScimSchema = {
  id: "urn:ietf:params:scim:schemas:core:2.0:User",
  formerIds: ["urn:scim:schemas:core:1.0", "urn:scim:schemas:core:2.0:user"],
  name: "User",
  description: "User Account",
  attributes: [
    attribute("userName", "string", "The name the user signs in with", {
      required: true,
      uniqueness: "server",
    }),
    name,
    text("displayName", "The name to show"),
    text("nickName", "The casual name"),
    attribute("profileUrl", "reference", "Page about the user", { referenceTypes: ["external"] }),
    text("title", "Job title"),
    text("userType", "Relation to the organization"),
    text("preferredLanguage", "Preferred languages, as in Accept-Language"),
    text("locale", "Locale for dates, numbers and currency"),
    text("timezone", "Time zone, as in Europe/Berlin"),
    attribute("active", "boolean", "Whether the user may sign in"),
    attribute("password", "string", "Accepted, but never stored", {
      mutability: "writeOnly",
      returned: "never",
    }),
    multiValuedAttribute("emails", "E-mail addresses", ["work", "home", "other"], value("E-mail address")),
    multiValuedAttribute(
      "phoneNumbers",
      "Telephone numbers",
      ["work", "home", "mobile", "fax", "pager", "other"],
      value("Number"),
    ),
    multiValuedAttribute(
      "ims",
      "Instant messaging addresses",
      ["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"],
      value("Address"),
    ),
    multiValuedAttribute(
      "photos",
      "Pictures of the user",
      ["photo", "thumbnail"],
      attribute("value", "reference", "URL of the picture", { referenceTypes: ["external"] }),
    ),
    addresses,
    groups,
    multiValuedAttribute("entitlements", "What the user is entitled to", [], value("The entitlement")),
    multiValuedAttribute("roles", "The user's roles", [], value("The role")),
    multiValuedAttribute(
      "x509Certificates",
      "Certificates of the user",
      [],
      attribute("value", "binary", "DER in base64"),
    ),
  ],
};

/** The enterprise extension of the User schema (RFC 7643 section 4.3). */
export const ENTERPRISE_USER_SCHEMA: ScimSchema = {
  id: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
  formerIds: ["urn:scim:schemas:extension:enterprise:1.0", "urn:scim:schemas:extension:enterprise:2.0:user"],
  name: "EnterpriseUser",
  description: "What an organization knows of its people",
  attributes: [
    text("employeeNumber", "Number or code of the employee"),
    text("costCenter", "Cost center"),
    text("organization", "Organization"),
    text("division", "Division"),
    text("department", "Department"),
    attribute("manager", "complex", "The user's manager", {
      subAttributes: [
        attribute("value", "string", "Id of the manager's user", { caseExact: true }),
        attribute("$ref", "reference", "Location of the manager's user", { referenceTypes: ["User"] }),
        attribute("displayName", "string", "Name of the manager", readOnly),
      ],
    }),
  ],
};
