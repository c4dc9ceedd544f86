import { isKnown, type Problem } from "../checks/checks";

const NAME = "[A-Za-z$][\\w$-]*";
const PATH = new RegExp(`^(?:urn:\\S+:)?${NAME}(?:\\[.+\\])?(?:\\.${NAME})?$`, "i");

/**
 * Where the external ID of an identity comes from. A JWT signer with `useExternalId` compares it with its
 * claim. It must be unique in the network.
 */
export class ExternalId {
  /** No external ID. */
  static none(): ExternalId {
    return new ExternalId("none");
  }

  /** The `userName` of the SCIM user. */
  static userName(): ExternalId {
    return new ExternalId("user_name");
  }

  /** The primary e-mail address of the SCIM user. */
  static primaryEmail(): ExternalId {
    return new ExternalId("primary_email");
  }

  /**
   * Any single text of the SCIM user, by its path: `externalId`, `emails[type eq "work"].value`, or
   * `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber`.
   *
   * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
   */
  static custom(path: string): ExternalId {
    return new ExternalId("custom", path);
  }

  private constructor(
    /** `none`, `user_name`, `primary_email` or `custom`. */
    readonly source: string,
    /** The SCIM path; only with `custom`. */
    readonly path?: string,
  ) {}
}

/** Checks the shape of the path. The provider checks the attributes, and whether they are single texts. */
export function externalIdProblem(prop: string, externalId: ExternalId | undefined): Problem {
  const path = externalId?.path;
  if (!isKnown(path) || PATH.test(path.trim())) return null;
  const fix =
    'write it as in ExternalId.custom("externalId") or ExternalId.custom(\'emails[type eq "work"].value\')';
  return `${prop} must be the SCIM path of a single text of the user, got ${JSON.stringify(path)}; ${fix}`;
}
