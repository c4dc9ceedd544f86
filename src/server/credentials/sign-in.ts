import type { ServerContext } from "../context";
import type { ClientCredential } from "./client-secrets";

/** Whether somebody may sign in. `waitSeconds` is more than 0 for one who has to wait first. */
export type SignInVerdict =
  | { readonly ok: true; readonly clientId: string }
  | { readonly ok: false; readonly waitSeconds: number };

/**
 * Signs in by one of the spellings of a credential. The attempt counts before the secret is looked up, so
 * guesses sent at once count too. A right secret takes its attempt back.
 * @param address The address of the caller.
 * @param spellings The credential as clients may encode it. Empty when the request has none.
 */
export async function signIn(
  { limits, metrics, clientSecrets }: Pick<ServerContext, "limits" | "metrics" | "clientSecrets">,
  address: string,
  spellings: readonly ClientCredential[],
): Promise<SignInVerdict> {
  const named = spellings[0]?.clientId ?? "";
  const waitSeconds = limits.signIns.take(address, named);
  if (waitSeconds > 0) {
    metrics.rateLimited.inc({ limit: "failed_sign_ins" });
    return { ok: false, waitSeconds };
  }
  for (const spelling of spellings) {
    if (!(await clientSecrets.isRight(spelling))) continue;
    limits.signIns.giveBack(address, named);
    return { ok: true, clientId: spelling.clientId };
  }
  return { ok: false, waitSeconds: 0 };
}
