import { orAbort } from "./auth/or-abort";
import { ApiContractError } from "./errors/api-contract-error";
import { ApiError } from "./errors/api-error";
import type { CallOptions, Clock } from "./settings";

/** For how long a list answers for its objects. After that a fresh one is fetched, so that a long run does not work on old news. */
export const SHARED_LIST_LIFE_MS = 60_000;

/** Refusals after which asking for the objects one by one could only make things worse. */
const REFUSED_FOR_ALL: ReadonlySet<number> = new Set([401, 429, 503]);

interface Snapshot<Item> {
  readonly takenAt: number;
  /** Null when the API gives no usable list. */
  readonly items: Promise<ReadonlyMap<string, Item> | null>;
  /** Ids written since: what the list says of them may be old. */
  readonly written: Set<string>;
}

/**
 * Answers reads of single objects from one list, fetched once for all who ask. What the list does not have (created
 * meanwhile, slid between two pages, deleted) and what was written since is asked for by itself, so the list alone never says that an
 * object is gone.
 */
export class SharedList<Item extends { readonly id: string }> {
  #snapshot: Snapshot<Item> | null = null;

  constructor(
    private readonly parts: {
      /** Every object of the kind. */
      readonly list: () => Promise<readonly Item[]>;
      readonly get: (id: string, options: CallOptions) => Promise<Item>;
      readonly clock: Clock;
    },
  ) {}

  /** Throws as `list` does when that got no answer, otherwise as `get` does. */
  async get(id: string, options: CallOptions = {}): Promise<Item> {
    options.signal?.throwIfAborted();
    const snapshot = this.#current();
    const items = await orAbort(snapshot.items, options.signal);
    const listed = snapshot.written.has(id) ? undefined : items?.get(id);
    return listed ?? this.parts.get(id, options);
  }

  /** Runs a write to an object; whatever comes of it, the object is asked for anew from then on. */
  async writing<Result>(id: string, write: () => Promise<Result>): Promise<Result> {
    try {
      return await write();
    } finally {
      this.#snapshot?.written.add(id);
    }
  }

  #current(): Snapshot<Item> {
    const now = this.parts.clock.now();
    const held = this.#snapshot;
    if (held !== null && now - held.takenAt < SHARED_LIST_LIFE_MS) return held;
    const snapshot = { takenAt: now, items: this.#fetch(), written: new Set<string>() };
    this.#snapshot = snapshot;
    snapshot.items.catch(() => {
      // The next read may find the API in a better state.
      if (this.#snapshot === snapshot) this.#snapshot = null;
    });
    return snapshot;
  }

  async #fetch(): Promise<ReadonlyMap<string, Item> | null> {
    try {
      const items = await this.parts.list();
      return new Map(items.map((item) => [item.id, item]));
    } catch (failure) {
      if (!isUnusable(failure)) throw failure;
      return null;
    }
  }
}

/** Whether the API did answer, only with no list that can be used: the objects may still be had one by one. */
function isUnusable(failure: unknown): boolean {
  if (failure instanceof ApiContractError) return true;
  return failure instanceof ApiError && !REFUSED_FOR_ALL.has(failure.status);
}
