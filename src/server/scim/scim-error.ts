/** The error types of RFC 7644 table 9, and of RFC 9865 section 2.1 for cursors. */
export type ScimType =
  | "invalidFilter"
  | "tooMany"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue"
  | "invalidVers"
  | "sensitive"
  | "invalidCursor"
  | "expiredCursor"
  | "invalidCount";

const ERROR_URN = "urn:ietf:params:scim:api:messages:2.0:Error";

/**
 * A SCIM error with its status and type (RFC 7644 section 3.12). `detail` is for people.
 */
export class ScimError extends Error {
  override readonly name = "ScimError";

  constructor(
    readonly status: number,
    readonly scimType: ScimType | null,
    readonly detail: string,
  ) {
    super(detail);
  }

  /** The body of the error response. */
  toBody(): Readonly<Record<string, unknown>> {
    const scimType = this.scimType === null ? {} : { scimType: this.scimType };
    return { schemas: [ERROR_URN], status: String(this.status), ...scimType, detail: this.detail };
  }
}

/**
 * 409 for a value that another resource already has. `detail` names the attribute. It never holds the data of
 * another user.
 */
export const uniquenessConflict = (detail: string) => new ScimError(409, "uniqueness", detail);

/** 400 for a value that its attribute cannot have. */
export const invalidValue = (detail: string) => new ScimError(400, "invalidValue", detail);

/** 400 for a filter that the server cannot answer. */
export const invalidFilter = (detail: string) => new ScimError(400, "invalidFilter", detail);

/** 404 for a resource that does not exist. */
export const notFound = (kind: string, id: string) =>
  new ScimError(404, null, `${kind} ${JSON.stringify(id)} does not exist`);
