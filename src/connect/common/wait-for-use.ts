import { ApiError } from "../../client/errors/api-error";
import { ConnectionError } from "../../client/errors/connection-error";
import type { Clock } from "../../client/settings";
import type { TokenMetadata } from "../../contract/gateway/token";
import { type TokenUse, tokenUse } from "./token-use";

/** How often the tokens are read, in milliseconds. The wait is for a person, or for an IdP's next run. */
const POLL_MS = 15_000;

/** The new token is no longer the newest: somebody made another one, or revoked it. */
export class TokenReplaced extends Error {
  override readonly name = "TokenReplaced";
}

/**
 * Waits until the token was used, at most so many milliseconds. Returns its use, which may still be none. It
 * reads the tokens at once: an IdP that was just told may have tried the token. With no time it reads once.
 * @param before what was known of the token when the wait began.
 * @param readTokens the tokens of the integration, newest first. A read that fails for the moment is
 *   repeated; only the last one counts.
 * @throws TokenReplaced; what `readTokens` throws; the reason of the signal.
 */
export async function waitForUse(given: {
  readonly before: TokenUse;
  readonly readTokens: () => Promise<readonly TokenMetadata[]>;
  readonly waitMs: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}): Promise<TokenUse> {
  const { before, readTokens, waitMs, clock, signal } = given;
  const deadline = clock.now() + waitMs;
  for (let use = before; ; ) {
    const read = await readTokens().catch((failure: unknown) => {
      if (isOfTheMoment(failure) && clock.now() < deadline) return null;
      throw failure;
    });
    if (read !== null) use = sameToken(before, tokenUse(read));
    if (use.usedAt !== null || clock.now() >= deadline) return use;
    await clock.sleep(Math.min(POLL_MS, deadline - clock.now()), signal);
  }
}

/** The use of the same token, with the former token as it was when the wait began: it may end meanwhile. */
function sameToken(before: TokenUse, now: TokenUse | null): TokenUse {
  if (now?.tokenId === before.tokenId) return { ...now, former: before.former };
  throw new TokenReplaced(
    `The token ${before.tokenId} stopped working while the command waited for its first use: ` +
      `${now === null ? "it was revoked or has ended" : `${now.tokenId} took its place`}. Run the command ` +
      "again with the newest token.",
  );
}

function isOfTheMoment(failure: unknown): boolean {
  if (failure instanceof ApiError) return failure.status === 429 || failure.status >= 500;
  return failure instanceof ConnectionError;
}
