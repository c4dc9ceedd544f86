import type { PrivateState } from "../../tfplugin";
import type { ProviderContext } from "../context";
import { keep, keptIn } from "../private-data";

interface Call {
  readonly context: ProviderContext;
  readonly privateState: PrivateState;
  readonly signal: AbortSignal;
}

/** Every controller has a policy of this id, so it tells nothing of which controller it is. */
const ON_EVERY_CONTROLLER = "default";

/**
 * Remembers that a plain controller has the object: for the rest of the run, and with the object the account
 * that saw it. A controller that is set up anew gives its administrator another id.
 */
export async function rememberController(
  id: unknown,
  { context, privateState, signal }: Call,
): Promise<void> {
  if (context.target !== "controller") return;
  if (id !== ON_EVERY_CONTROLLER) context.controller.isConfirmed = true;
  const account = await context.client().signedInAs({ signal });
  if (account === null || account === rememberedAccount(privateState)) return;
  keep(privateState, { account });
}

/**
 * Whether the controller at the address is the one that had the object when it was last read. Another object
 * of the same run shows it, or the account that saw the object then.
 */
export async function isSameController({ context, privateState, signal }: Call): Promise<boolean> {
  if (context.controller.isConfirmed) return true;
  const account = rememberedAccount(privateState);
  if (account === null) return false;
  const client = context.client();
  if (account === (await client.signedInAs({ signal }))) return true;
  return (await client.identities.list({ id: account }, { signal })).length > 0;
}

function rememberedAccount(privateState: PrivateState): string | null {
  const { account } = keptIn(privateState);
  return typeof account === "string" ? account : null;
}
