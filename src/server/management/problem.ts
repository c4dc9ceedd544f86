/** A field of the request, and what is wrong with it. */
export interface FieldError {
  readonly field: string;
  readonly reason: string;
}

/** An error of the gateway. Every other error is answered as a 500 without its text. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly errors: readonly string[],
    readonly fieldErrors: readonly FieldError[] = [],
  ) {
    super(errors.join("; "));
    this.name = "Problem";
  }
}

/** 400 that names the fields. */
export function badFields(fieldErrors: readonly FieldError[]): Problem {
  return new Problem(
    400,
    fieldErrors.map(({ field, reason }) => (field === "" ? `the body ${reason}` : `${field} ${reason}`)),
    fieldErrors,
  );
}

/** 404 that names the missing object. */
export function notFound(kind: string, id: string): Problem {
  return new Problem(404, [`there is no ${kind} with the id ${id}`]);
}
