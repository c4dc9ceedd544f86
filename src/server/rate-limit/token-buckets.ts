import { LRUCache } from "lru-cache";

/** How many requests one key may make. */
export interface BucketSize {
  /** Requests a second in the long run. */
  readonly perSecond: number;
  /** Requests at once after a pause. */
  readonly burst: number;
}

interface Bucket {
  left: number;
  at: number;
}

/**
 * The number of keys in memory. The least recently used one leaves first. If it returns, its bucket is full.
 */
const MAX_KEYS = 10_000;

/**
 * A token bucket for each key, in the memory of this process. Server processes that share a database count
 * separately. So together they accept a multiple of the limit.
 */
export class TokenBuckets {
  readonly #buckets = new LRUCache<string, Bucket>({ max: MAX_KEYS });

  /** @param ticks A monotonic clock in milliseconds. */
  constructor(
    readonly size: BucketSize,
    private readonly ticks: () => number = () => performance.now(),
  ) {}

  /** Takes one token of the key. @returns 0, or when none is left, the seconds until the next one. */
  take(key: string): number {
    const bucket = this.#filled(key);
    if (bucket.left < 1) return this.#secondsToNext(bucket);
    bucket.left -= 1;
    return 0;
  }

  /**
   * Takes more tokens for a request that {@link take} let through. Takes also what is not there: later
   * requests of the key wait until that has come in.
   */
  charge(key: string, tokens: number): void {
    this.#filled(key).left -= tokens;
  }

  /** Gives one token back to the key. */
  giveBack(key: string): void {
    const bucket = this.#filled(key);
    bucket.left = Math.min(this.size.burst, bucket.left + 1);
  }

  #secondsToNext({ left }: Bucket): number {
    return (1 - left) / this.size.perSecond;
  }

  #filled(key: string): Bucket {
    const now = this.ticks();
    const { perSecond, burst } = this.size;
    const bucket = this.#buckets.get(key) ?? { left: burst, at: now };
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
