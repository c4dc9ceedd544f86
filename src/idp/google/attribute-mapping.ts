import type { Person } from "../common/directory";
import type { ScimResource } from "../common/scim-message";
import { ENTERPRISE_URN, USER_URN } from "../common/scim-urns";

/** Names of the attributes that the receiver's User schema lets a client write, in lower case. */
export type WritableAttributes = ReadonlySet<string>;

/**
 * The attributes that a client may write, by the receiver's schemas. Names of the enterprise extension start
 * with its URN. Documents that are not schemas are skipped.
 */
export function writableAttributes(schemas: readonly ScimResource[]): WritableAttributes {
  const names = new Set<string>();
  for (const schema of schemas) {
    const prefix = schema.id === ENTERPRISE_URN ? `${ENTERPRISE_URN}:` : "";
    if (schema.id !== USER_URN && prefix === "") continue;
    for (const attribute of Array.isArray(schema.attributes) ? schema.attributes : []) {
      const { name, mutability } = attribute as ScimResource;
      if (typeof name === "string" && mutability !== "readOnly") names.add((prefix + name).toLowerCase());
    }
  }
  return names;
}

/** A person as a SCIM user, with only the attributes that the receiver's schema has. */
export function mappedUser(person: Person, active: boolean, writable: WritableAttributes): ScimResource {
  const all: ScimResource = {
    userName: person.userName,
    name: { givenName: person.givenName, familyName: person.familyName },
    displayName: person.displayName,
    emails: [{ value: person.email, type: "work", primary: true }],
    active,
    ...(person.title !== undefined && { title: person.title }),
    ...(person.workPhone !== undefined && { phoneNumbers: [{ value: person.workPhone, type: "work" }] }),
  };
  const core = Object.entries(all).filter(([name]) => writable.has(name.toLowerCase()));
  const extension = Object.entries({
    employeeNumber: person.employeeNumber,
    department: person.department,
  }).filter(
    ([name, value]) => value !== undefined && writable.has(`${ENTERPRISE_URN}:${name}`.toLowerCase()),
  );
  return {
    schemas: extension.length === 0 ? [USER_URN] : [USER_URN, ENTERPRISE_URN],
    externalId: person.id,
    ...Object.fromEntries(core),
    ...(extension.length > 0 && { [ENTERPRISE_URN]: Object.fromEntries(extension) }),
  };
}
