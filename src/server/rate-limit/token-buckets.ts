import { LRUCache } from "lru-cache";

/** How many may pass, of one kind, by one key. */
export interface BucketSize {
  /** How many a second in the long run. */
  readonly perSecond: number;
  /** How many at once, after a pause. */
  readonly burst: number;
}

interface Bucket {
  left: number;
  at: number;
}

/**
 * How many keys are remembered. The one used longest ago is forgotten first, and its bucket is full again.
 */
const MOST_KEYS = 10_000;

/**
 * A token bucket for each key, in the memory of this process. Copies of a server that share a database count
 * apart, so together they let through as many times more.
 */
export class TokenBuckets {
  readonly #buckets = new LRUCache<string, Bucket>({ max: MOST_KEYS });

  /** @param ticks Milliseconds that only grow. */
  constructor(
    readonly size: BucketSize,
    private readonly ticks: () => number = () => performance.now(),
  ) {}

  /** Takes one for the key. @returns 0, or the seconds after which the next would pass when none was left. */
  take(key: string): number {
    const bucket = this.#filled(key);
    if (bucket.left < 1) return this.#secondsToNext(bucket);
    bucket.left -= 1;
    return 0;
  }

  /** The seconds after which the next would pass; 0 when it would now. Takes none. */
  wait(key: string): number {
    const bucket = this.#filled(key);
    return bucket.left < 1 ? this.#secondsToNext(bucket) : 0;
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
