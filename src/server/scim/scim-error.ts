/** The words of RFC 7644 table 9, and of RFC 9865 section 2.1 for cursors. */
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
 * A refusal with its place in the protocol (RFC 7644 section 3.12). `detail` is for the person who reads it.
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
 * 409 for a value that another resource has already. `detail` names the attribute, and never another user's
 * data.
 */
export const uniquenessConflict = (detail: string) => new ScimError(409, "uniqueness", detail);

/** 400 for a value that does not fit its attribute. */
export const invalidValue = (detail: string) => new ScimError(400, "invalidValue", detail);

/** 400 for a filter that cannot be answered. */
export const invalidFilter = (detail: string) => new ScimError(400, "invalidFilter", detail);

/** 404 for a resource that is not there. */
export const notFound = (kind: string, id: string) =>
  new ScimError(404, null, `${kind} ${JSON.stringify(id)} does not exist`);
