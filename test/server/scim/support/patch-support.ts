import type { UserAttributes } from "../../../../src/server/scim/backend";

export const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
export const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** A user to be patched. */
export const ann: UserAttributes = {
  userName: "ann",
  active: true,
  name: { givenName: "Ann", familyName: "Berg" },
  emails: [
    { value: "ann@work.example", type: "work", primary: true },
    { value: "ann@home.example", type: "home" },
  ],
  roles: [{ value: "admin" }, { value: "auditor" }],
  [ENTERPRISE]: { department: "Sales", manager: { value: "m1", $ref: "../Users/m1" } },
};

/** The body of a PATCH. */
export const request = (...operations: unknown[]) => ({ schemas: [PATCH_OP], Operations: operations });
