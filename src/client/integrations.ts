import {
  type IdentitiesOnDelete,
  type Integration,
  type IntegrationCreate,
  type IntegrationPatch,
  integration,
  integrationList,
} from "../contract/integration";
import type { Gateway } from "./gateway";
import type { CallOptions } from "./settings";

export const INTEGRATIONS_PATH = ["scim", "v1", "integrations"];

/** SCIM integrations. Every call throws NotFoundError when there is no such integration. */
export class Integrations {
  constructor(private readonly gateway: Gateway) {}

  list(
    query: { readonly networkId?: string; readonly name?: string } = {},
    options: CallOptions = {},
  ): Promise<Integration[]> {
    const call = {
      ...options,
      method: "GET",
      path: INTEGRATIONS_PATH,
      query: { ...query, sort: "name,asc" },
    } as const;
    return this.gateway.all(call, integrationList, (answer) => answer._embedded?.integrationList);
  }

  get(id: string, options: CallOptions = {}): Promise<Integration> {
    return this.gateway.call({ ...options, method: "GET", path: [...INTEGRATIONS_PATH, id] }, integration);
  }

  create(body: IntegrationCreate, options: CallOptions = {}): Promise<Integration> {
    return this.gateway.call({ ...options, method: "POST", path: INTEGRATIONS_PATH, body }, integration);
  }

  /** Changes what the body names and nothing else. */
  patch(id: string, body: IntegrationPatch, options: CallOptions = {}): Promise<Integration> {
    return this.gateway.call(
      { ...options, method: "PATCH", path: [...INTEGRATIONS_PATH, id], body },
      integration,
    );
  }

  /** Deletes it and says what becomes of the identities it made. */
  delete(id: string, identities: IdentitiesOnDelete, options: CallOptions = {}): Promise<void> {
    const path = [...INTEGRATIONS_PATH, id];
    return this.gateway.run({ ...options, method: "DELETE", path, query: { identities } });
  }
}
