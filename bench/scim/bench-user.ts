const USER = "urn:ietf:params:scim:schemas:core:2.0:User";

/** A user of the benchmark. */
export function benchUser(number: number) {
  return {
    schemas: [USER],
    userName: `user${number}@example.com`,
    externalId: `x${number}`,
    displayName: `User ${number}`,
    name: { givenName: "User", familyName: `Number ${number}` },
    emails: [{ value: `user${number}@example.com`, type: "work", primary: true }],
    active: true,
  };
}
