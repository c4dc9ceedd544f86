import type { Client } from "../../client/client";
import { ApiError } from "../../client/errors/api-error";
import { NotFoundError } from "../../client/errors/not-found-error";
import { DiagnosticError, type Path } from "../../tfplugin";
import { asSentence } from "../as-sentence";

/** Maps the API's fields to attributes. */
export type FieldPaths = Readonly<Record<string, string | Path>>;

/** Calls the API. An error becomes "Could not <doing>", at the attribute that the API complains about. */
export async function callApi<Result>(
  doing: string,
  fields: FieldPaths,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (failure) {
    throw apiDiagnostic(doing, fields, failure);
  }
}

/** The error that `callApi` throws. */
export function apiDiagnostic(doing: string, fields: FieldPaths, failure: unknown): DiagnosticError {
  if (failure instanceof DiagnosticError) return failure;
  const attribute = failure instanceof ApiError ? attributeOf(failure, fields) : undefined;
  const detail = failure instanceof Error ? failure.message : String(failure);
  return new DiagnosticError({ summary: `Could not ${doing}`, detail, attribute }, { cause: failure });
}

function attributeOf(failure: ApiError, fields: FieldPaths): string | Path | undefined {
  const named = failure.fieldErrors.find(({ field }) => Object.hasOwn(fields, field));
  return named === undefined ? undefined : fields[named.field];
}

/** Throws when the 404 does not prove that the object is gone. */
export type ConfirmGone = (notFound: NotFoundError) => Promise<void>;

/** Returns the result, or null when the object is gone. */
export async function nullIfGone<Result>(
  confirm: ConfirmGone,
  call: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await call();
  } catch (failure) {
    if (!(failure instanceof NotFoundError)) throw failure;
    await confirm(failure);
    return null;
  }
}

/**
 * For an object that no state holds: a 404 counts when the API itself gave it. With a wrong api_url
 * everything is "not found".
 */
export function fromTheApi(client: Client, signal: AbortSignal): ConfirmGone {
  return async () => {
    try {
      await client.confirmApi({ signal });
    } catch (failure) {
      if (!(failure instanceof NotFoundError)) throw failure;
      throw new Error(
        `${asSentence(failure.message)} The list of networks is not found there either, so the object is ` +
          "not taken to be gone. Is api_url (NF_API_URL) right?",
        { cause: failure },
      );
    }
  };
}

/** Whether the API refused a name, or another unique value, that another object has. */
export function isDuplicate(failure: unknown): failure is ApiError {
  if (!(failure instanceof ApiError)) return false;
  // The gateway answers 409. A controller answers 400 to a create, with the reason of the field, and 500 to a
  // change, with the cause.
  if (failure.status === 409) return true;
  if (failure.status === 500)
    return failure.errors.some((text) => /duplicate value .* in unique index/i.test(text));
  return (
    failure.status === 400 &&
    failure.fieldErrors.some(({ reason }) => /duplicate|unique|already/i.test(reason))
  );
}
