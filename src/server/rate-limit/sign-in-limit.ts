import { type BucketSize, TokenBuckets } from "./token-buckets";

/** Twenty guesses at once, then one in three seconds: enough for typing errors, too few for guessing. */
const BY_CLIENT: BucketSize = { perSecond: 1 / 3, burst: 20 };
/** Many pipelines may share an address, each with a client id of its own. */
const BY_ADDRESS: BucketSize = { perSecond: 1, burst: 100 };

/**
 * Limits sign-ins with a wrong client secret, by address and by address with client id. Never by client id
 * alone, for then anybody could lock out a pipeline whose client id they know. Only client secrets are chosen
 * by people. Tokens have 256 random bits, which cannot be guessed.
 */
export class SignInLimit {
  readonly #byAddress: TokenBuckets;
  readonly #byClient: TokenBuckets;

  /** @param ticks Milliseconds that only grow. */
  constructor(ticks: (() => number) | undefined) {
    this.#byAddress = new TokenBuckets(BY_ADDRESS, ticks);
    this.#byClient = new TokenBuckets(BY_CLIENT, ticks);
  }

  /** Counts an attempt. @returns 0, or the seconds to wait. An attempt that has to wait does not count. */
  take(address: string, clientId: string): number {
    const wait = this.#byAddress.take(address);
    if (wait > 0) return wait;
    const clientWait = this.#byClient.take(keyOf(address, clientId));
    if (clientWait > 0) this.#byAddress.giveBack(address);
    return clientWait;
  }

  /** Takes back an attempt that was right. */
  giveBack(address: string, clientId: string): void {
    this.#byAddress.giveBack(address);
    this.#byClient.giveBack(keyOf(address, clientId));
  }
}

function keyOf(address: string, clientId: string): string {
  return JSON.stringify([address, clientId]);
}
