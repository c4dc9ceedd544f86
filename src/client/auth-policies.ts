import {
  type AuthPolicy,
  type AuthPolicySettings,
  authPolicy,
  authPolicyList,
} from "../contract/auth-policy";
import { edgeDetail } from "../contract/common";
import type { CreateOptions, Edge, EdgeOptions } from "./edge";
import { type EdgeListQuery, filterOf } from "./filter";

const PATH = "auth-policies";
const detail = edgeDetail(authPolicy);

/** Auth policies of a network. */
export class AuthPolicies {
  constructor(private readonly edge: Edge) {}

  list(query: EdgeListQuery<"name"> = {}, options: EdgeOptions = {}): Promise<AuthPolicy[]> {
    return this.edge.all({ ...options, path: [PATH], query: { filter: filterOf(query) } }, authPolicyList);
  }

  async get(id: string, options: EdgeOptions = {}): Promise<AuthPolicy> {
    return (await this.edge.call({ ...options, method: "GET", path: [PATH, id] }, detail)).data;
  }

  /** NotFoundError here means a signer that the settings name. */
  async create(body: AuthPolicySettings, options: CreateOptions = {}): Promise<AuthPolicy> {
    const id = await this.edge.create({ ...options, path: [PATH], body });
    options.onCreated?.(id);
    return this.get(id, options);
  }

  /** By PUT: the controller's PATCH loses `minPasswordLength` and mixes up two of the requirements. */
  async update(id: string, body: AuthPolicySettings, options: EdgeOptions = {}): Promise<AuthPolicy> {
    await this.edge.run({ ...options, method: "PUT", path: [PATH, id], body });
    return this.get(id, options);
  }

  delete(id: string, options: EdgeOptions = {}): Promise<void> {
    return this.edge.run({ ...options, method: "DELETE", path: [PATH, id] });
  }
}
