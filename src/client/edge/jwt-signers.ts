import { edgeDetail, type Tags } from "../../contract/common";
import {
  type JwtSigner,
  type JwtSignerSettings,
  jwtSigner,
  jwtSignerList,
} from "../../contract/edge/jwt-signer";
import type { CallOptions, Clock } from "../settings";
import { SharedList } from "../shared-list";
import type { CreateOptions, Edge, EdgeOptions } from "./edge";
import { type EdgeListQuery, filterOf } from "./filter";

const PATH = "external-jwt-signers";
const detail = edgeDetail(jwtSigner);

/** JWT signers of a network. */
export class JwtSigners {
  readonly #shared: SharedList<JwtSigner>;

  constructor(
    private readonly edge: Edge,
    clock: Clock,
  ) {
    this.#shared = new SharedList({
      list: () => this.list(),
      get: (id, options) => this.get(id, options),
      clock,
    });
  }

  /** As `get` in the client's own network, but answered from one shared list. */
  shared(id: string, options: CallOptions = {}): Promise<JwtSigner> {
    return this.#shared.get(id, options);
  }

  list(query: EdgeListQuery<"name" | "issuer"> = {}, options: EdgeOptions = {}): Promise<JwtSigner[]> {
    return this.edge.all({ ...options, path: [PATH], query: { filter: filterOf(query) } }, jwtSignerList);
  }

  async get(id: string, options: EdgeOptions = {}): Promise<JwtSigner> {
    return (await this.edge.call({ ...options, method: "GET", path: [PATH, id] }, detail)).data;
  }

  async create(settings: JwtSignerSettings, options: CreateOptions = {}): Promise<JwtSigner> {
    const id = await this.edge.create({ ...options, path: [PATH], body: bodyOf(settings) });
    options.onCreated?.(id);
    const created = await this.get(id, options);
    // Controllers up to 2.1.0-pre1 drop the tags of a create.
    return sameTags(created.tags, settings.tags) ? created : this.update(id, settings, options);
  }

  /** Sends a PUT, which resets every field that is left out. */
  async update(id: string, settings: JwtSignerSettings, options: EdgeOptions = {}): Promise<JwtSigner> {
    const call = { ...options, method: "PUT", path: [PATH, id], body: bodyOf(settings) } as const;
    await this.#shared.writing(id, () => this.edge.run(call));
    return this.get(id, options);
  }

  delete(id: string, options: EdgeOptions = {}): Promise<void> {
    const call = { ...options, method: "DELETE", path: [PATH, id] } as const;
    return this.#shared.writing(id, () => this.edge.run(call));
  }
}

/**
 * The body without null and blank values. A controller would store an empty `kid`, and no token would match
 * it.
 */
function bodyOf(settings: JwtSignerSettings): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null && value !== ""));
}

function sameTags(kept: Tags, wanted: Tags): boolean {
  const names = new Set([...Object.keys(kept), ...Object.keys(wanted)]);
  return [...names].every((name) => kept[name] === wanted[name]);
}
