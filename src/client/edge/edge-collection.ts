import type * as z from "zod/mini";
import { ApiError } from "../errors/api-error";
import { NotFoundError } from "../errors/not-found-error";
import type { CallOptions, Clock } from "../settings";
import { SharedList } from "../shared-list";
import type { CreateOptions, Edge, EdgeListAnswer, EdgeOptions } from "./edge";
import { type EdgeListQuery, filterOf } from "./filter";

/** A kind of object of the edge API. */
export interface CollectionKind<Item> {
  /** Its name in the API's path. */
  readonly path: string;
  readonly detail: z.ZodMiniType<{ readonly data: Item }>;
  readonly list: z.ZodMiniType<EdgeListAnswer<Item>>;
}

/** An object after a write: as the API shows it, or why it could not be read back. */
export type Written<Item> =
  | { readonly id: string; readonly item: Item; readonly unread: null }
  | { readonly id: string; readonly item: null; readonly unread: Error };

/** Waits before an object that was just written is read again, in milliseconds. */
const READ_AGAIN_AFTER = [500, 1000, 2000];

/** The objects of one kind in a network. A list may be filtered by the fields that `Field` names. */
export class EdgeCollection<Item extends { readonly id: string }, Settings, Field extends string> {
  readonly #shared: SharedList<Item>;

  constructor(
    private readonly edge: Edge,
    private readonly clock: Clock,
    private readonly kind: CollectionKind<Item>,
  ) {
    this.#shared = new SharedList(this, clock);
  }

  /** As `get` in the client's own network, but answered from one shared list. */
  shared(id: string, options: CallOptions = {}): Promise<Item> {
    return this.#shared.get(id, options);
  }

  list(query: EdgeListQuery<Field> = {}, options: EdgeOptions = {}): Promise<Item[]> {
    const { path, list } = this.kind;
    return this.edge.all({ ...options, path: [path], query: { filter: filterOf(query) } }, list);
  }

  async get(id: string, options: EdgeOptions = {}): Promise<Item> {
    const { path, detail } = this.kind;
    return (await this.edge.call({ ...options, method: "GET", path: [path, id] }, detail)).data;
  }

  /** A NotFoundError means that the settings name an unknown object. */
  async create(settings: Settings, options: CreateOptions = {}): Promise<Written<Item>> {
    const id = await this.edge.create({ ...options, path: [this.kind.path], body: this.bodyOf(settings) });
    options.onCreated?.(id);
    return this.#readBack(id, options);
  }

  /**
   * Sends a PUT, which resets every field that is left out. The controller's PATCH of an auth policy loses
   * `minPasswordLength` and mixes up two of the requirements.
   */
  async update(id: string, settings: Settings, options: EdgeOptions = {}): Promise<Written<Item>> {
    const body = this.bodyOf(settings);
    const call = { ...options, method: "PUT", path: [this.kind.path, id], body } as const;
    await this.#shared.writing(id, () => this.edge.run(call));
    return this.#readBack(id, options);
  }

  delete(id: string, options: EdgeOptions = {}): Promise<void> {
    const call = { ...options, method: "DELETE", path: [this.kind.path, id] } as const;
    return this.#shared.writing(id, () => this.edge.run(call));
  }

  /**
   * Reads an object that was just written. Another node of the controller may know it a moment later. Never
   * throws: the write has happened, and must not look as if it had failed.
   */
  async #readBack(id: string, options: EdgeOptions): Promise<Written<Item>> {
    try {
      return { id, item: await this.#readAgain(id, options), unread: null };
    } catch (failure) {
      const unread = failure instanceof Error ? failure : new Error(String(failure));
      return { id, item: null, unread };
    }
  }

  async #readAgain(id: string, options: EdgeOptions): Promise<Item> {
    for (const wait of READ_AGAIN_AFTER) {
      try {
        return await this.get(id, options);
      } catch (failure) {
        if (!mayAppear(failure)) throw failure;
        await this.clock.sleep(wait, options.signal);
      }
    }
    return this.get(id, options);
  }

  /** The body that a create or PUT sends. */
  protected bodyOf(settings: Settings): unknown {
    return settings;
  }
}

/** Whether an object that was just written may be readable a moment later. */
function mayAppear(failure: unknown): boolean {
  return failure instanceof NotFoundError || (failure instanceof ApiError && failure.status >= 500);
}
