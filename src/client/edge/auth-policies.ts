import { edgeDetail } from "../../contract/common";
import {
  type AuthPolicy,
  type AuthPolicySettings,
  authPolicy,
  authPolicyList,
} from "../../contract/edge/auth-policy";
import type { CallOptions, Clock } from "../settings";
import { SharedList } from "../shared-list";
import type { CreateOptions, Edge, EdgeOptions } from "./edge";
import { type EdgeListQuery, filterOf } from "./filter";

const PATH = "auth-policies";
const detail = edgeDetail(authPolicy);

/** Auth policies of a network. */
export class AuthPolicies {
  readonly #shared: SharedList<AuthPolicy>;

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
  shared(id: string, options: CallOptions = {}): Promise<AuthPolicy> {
    return this.#shared.get(id, options);
  }

  list(query: EdgeListQuery<"name"> = {}, options: EdgeOptions = {}): Promise<AuthPolicy[]> {
    return this.edge.all({ ...options, path: [PATH], query: { filter: filterOf(query) } }, authPolicyList);
  }

  async get(id: string, options: EdgeOptions = {}): Promise<AuthPolicy> {
    return (await this.edge.call({ ...options, method: "GET", path: [PATH, id] }, detail)).data;
  }

  /** A NotFoundError means that the settings name an unknown signer. */
  async create(body: AuthPolicySettings, options: CreateOptions = {}): Promise<AuthPolicy> {
    const id = await this.edge.create({ ...options, path: [PATH], body });
    options.onCreated?.(id);
    return this.get(id, options);
  }

  /**
   * Sends a PUT, because the controller's PATCH loses `minPasswordLength` and mixes up two of the
   * requirements.
   */
  async update(id: string, body: AuthPolicySettings, options: EdgeOptions = {}): Promise<AuthPolicy> {
    const call = { ...options, method: "PUT", path: [PATH, id], body } as const;
    await this.#shared.writing(id, () => this.edge.run(call));
    return this.get(id, options);
  }

  delete(id: string, options: EdgeOptions = {}): Promise<void> {
    const call = { ...options, method: "DELETE", path: [PATH, id] } as const;
    return this.#shared.writing(id, () => this.edge.run(call));
  }
}
