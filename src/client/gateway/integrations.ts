import {
  type IdentitiesOnDelete,
  type Integration,
  type IntegrationCreate,
  type IntegrationPatch,
  integration,
  integrationList,
} from "../../contract/gateway/integration";
import type { CallOptions, Clock } from "../settings";
import { SharedList } from "../shared-list";
import type { GatewayCalls } from "./gateway";

export const INTEGRATIONS_PATH = ["scim", "v1", "integrations"];

/** SCIM integrations. Every call throws NotFoundError when there is no such integration. */
export class Integrations {
  readonly #shared: SharedList<Integration>;

  constructor(
    private readonly gateway: GatewayCalls,
    clock: Clock,
  ) {
    this.#shared = new SharedList(this, clock);
  }

  /** As `get`, but answered from one shared list. Meant for a refresh, which reads all integrations. */
  shared(id: string, options: CallOptions = {}): Promise<Integration> {
    return this.#shared.get(id, options);
  }

  /** Runs a call that changes an integration's mapping settings or tokens. */
  writing<Result>(id: string, write: () => Promise<Result>): Promise<Result> {
    return this.#shared.writing(id, write);
  }

  list(
    query: { readonly networkId?: string; readonly name?: string } = {},
    options: CallOptions = {},
  ): Promise<Integration[]> {
    const call = {
      ...options,
      method: "GET",
      path: INTEGRATIONS_PATH,
      // New integrations cannot shift the pages in this order. A deleted one is missing, and `get` asks for
      // it.
      query: { ...query, sort: "createdAt,asc" },
    } as const;
    return this.gateway.all(call, integrationList, (answer) => answer._embedded?.integrationList);
  }

  /** Confirms that the API lists integrations for this account. Reads one at most. */
  async confirm(options: CallOptions = {}): Promise<void> {
    const query = { page: 0, size: 1 };
    await this.gateway.call({ ...options, method: "GET", path: INTEGRATIONS_PATH, query }, integrationList);
  }

  get(id: string, options: CallOptions = {}): Promise<Integration> {
    return this.gateway.call({ ...options, method: "GET", path: [...INTEGRATIONS_PATH, id] }, integration);
  }

  create(body: IntegrationCreate, options: CallOptions = {}): Promise<Integration> {
    return this.gateway.call({ ...options, method: "POST", path: INTEGRATIONS_PATH, body }, integration);
  }

  /** Changes what the body names and nothing else. */
  patch(id: string, body: IntegrationPatch, options: CallOptions = {}): Promise<Integration> {
    const call = { ...options, method: "PATCH", path: [...INTEGRATIONS_PATH, id], body } as const;
    return this.writing(id, () => this.gateway.call(call, integration));
  }

  /** Deletes the integration and decides what happens to its identities. */
  delete(id: string, identities: IdentitiesOnDelete, options: CallOptions = {}): Promise<void> {
    const path = [...INTEGRATIONS_PATH, id];
    const call = { ...options, method: "DELETE", path, query: { identities } } as const;
    return this.writing(id, () => this.gateway.run(call));
  }
}
