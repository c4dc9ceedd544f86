import { rejectOnAbort } from "./auth/reject-on-abort";
import { ApiContractError } from "./errors/api-contract-error";
import { ApiError } from "./errors/api-error";
import { IncompleteListError } from "./errors/incomplete-list-error";
import type { CallOptions, Clock } from "./settings";

/** How long a list is used, in milliseconds. A long run then fetches a fresh one. */
export const SHARED_LIST_LIFE_MS = 60_000;

/** Statuses after which reading the objects one by one would only make things worse. */
const REFUSED_FOR_ALL: ReadonlySet<number> = new Set([401, 429, 503]);

interface Snapshot<Item> {
  readonly takenAt: number;
  /** Null when the API gives no usable list. */
  readonly items: Promise<ReadonlyMap<string, Item> | null>;
  /** Ids written after the list was fetched. The list may be out of date for them. */
  readonly written: Set<string>;
}

/** Where a shared list comes from. */
export interface ListedObjects<Item> {
  /** Every object of the kind. */
  list(): Promise<readonly Item[]>;
  get(id: string, options: CallOptions): Promise<Item>;
}

/**
 * Answers reads of single objects from one list that all callers share. An object that is not in the list, or
 * was written since, is read on its own. It may be new, deleted, or have moved between two pages. So the list
 * alone never proves that an object is gone.
 */
export class SharedList<Item extends { readonly id: string }> {
  #snapshot: Snapshot<Item> | null = null;

  constructor(
    private readonly source: ListedObjects<Item>,
    private readonly clock: Clock,
  ) {}

  /** Throws as `list` does when `list` got no answer, otherwise as `get` does. */
  async get(id: string, options: CallOptions = {}): Promise<Item> {
    options.signal?.throwIfAborted();
    const snapshot = this.#current();
    const items = await rejectOnAbort(snapshot.items, options.signal);
    const listed = snapshot.written.has(id) ? undefined : items?.get(id);
    return listed ?? this.source.get(id, options);
  }

  /** Runs a write to an object. Later reads of that object bypass the list, even if the write fails. */
  async writing<Result>(id: string, write: () => Promise<Result>): Promise<Result> {
    try {
      return await write();
    } finally {
      this.#snapshot?.written.add(id);
    }
  }

  #current(): Snapshot<Item> {
    const now = this.clock.now();
    const cached = this.#snapshot;
    if (cached !== null && now - cached.takenAt < SHARED_LIST_LIFE_MS) return cached;
    const snapshot = { takenAt: now, items: this.#fetch(), written: new Set<string>() };
    this.#snapshot = snapshot;
    snapshot.items.catch(() => {
      // Forget the failure: the API may answer the next read.
      if (this.#snapshot === snapshot) this.#snapshot = null;
    });
    return snapshot;
  }

  async #fetch(): Promise<ReadonlyMap<string, Item> | null> {
    try {
      return byId(await this.source.list());
    } catch (failure) {
      // What is missing is read on its own.
      if (failure instanceof IncompleteListError) return byId(failure.found as readonly Item[]);
      if (!isUnusable(failure)) throw failure;
      return null;
    }
  }
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

/** Whether the API answered, but without a usable list. The objects may still be readable one by one. */
function isUnusable(failure: unknown): boolean {
  if (failure instanceof ApiContractError) return true;
  return failure instanceof ApiError && !REFUSED_FOR_ALL.has(failure.status);
}
