import type * as z from "zod/mini";
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

/** The objects of one kind in a network. A list may be filtered by the fields that `Field` names. */
export class EdgeCollection<Item extends { readonly id: string }, Settings, Field extends string> {
  readonly #shared: SharedList<Item>;

  constructor(
    private readonly edge: Edge,
    clock: Clock,
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
  async create(settings: Settings, options: CreateOptions = {}): Promise<Item> {
    const id = await this.edge.create({ ...options, path: [this.kind.path], body: this.bodyOf(settings) });
    options.onCreated?.(id);
    return this.get(id, options);
  }

  /**
   * Sends a PUT, which resets every field that is left out. The controller's PATCH of an auth policy loses
   * `minPasswordLength` and mixes up two of the requirements.
   */
  async update(id: string, settings: Settings, options: EdgeOptions = {}): Promise<Item> {
    const body = this.bodyOf(settings);
    const call = { ...options, method: "PUT", path: [this.kind.path, id], body } as const;
    await this.#shared.writing(id, () => this.edge.run(call));
    return this.get(id, options);
  }

  delete(id: string, options: EdgeOptions = {}): Promise<void> {
    const call = { ...options, method: "DELETE", path: [this.kind.path, id] } as const;
    return this.#shared.writing(id, () => this.edge.run(call));
  }

  /** The body that a create or PUT sends. */
  protected bodyOf(settings: Settings): unknown {
    return settings;
  }
}
