import type { Client } from "../../client/client";
import { NotFoundError } from "../../client/errors/not-found-error";
import type { AuthPolicyChange } from "../../contract/edge/auth-policy";
import { DiagnosticError } from "../../tfplugin";

/**
 * Finds the unknown signer that a policy names, because a controller answers just 404. Returns the error to
 * throw, or null when every signer exists.
 */
export async function missingSigner(
  failure: unknown,
  settings: AuthPolicyChange,
  client: Client,
  signal: AbortSignal,
): Promise<DiagnosticError | null> {
  if (!(failure instanceof NotFoundError)) return null;
  const existing = new Set((await client.jwtSigners.list({}, { signal })).map(({ id }) => id));
  const { requireExtJwtSigner } = settings.secondary;
  if (requireExtJwtSigner !== null && !existing.has(requireExtJwtSigner)) {
    return noSuchSigner(["secondary", "jwt_signer_id"], requireExtJwtSigner, failure);
  }
  const missing = settings.primary.extJwt.allowedSigners.find((id) => !existing.has(id));
  return missing === undefined
    ? null
    : noSuchSigner(["primary", "ext_jwt", "allowed_signer_ids"], missing, failure);
}

/** Whether a policy names that signer, as a first factor or as the second. */
export function namesSigner({ primary, secondary }: AuthPolicyChange, signerId: string): boolean {
  return primary.extJwt.allowedSigners.includes(signerId) || secondary.requireExtJwtSigner === signerId;
}

function noSuchSigner(attribute: readonly string[], id: string, cause: Error): DiagnosticError {
  return new DiagnosticError(
    {
      attribute,
      summary: `There is no JWT signer ${id}`,
      detail: "Give the id of a netfoundry_jwt_signer of the same network, or take it out.",
    },
    { cause },
  );
}
