import { edgeDetail } from "../contract/common";
import { type Identity, identity, identityList } from "../contract/identity";
import type { Edge, EdgeOptions } from "./edge";
import { type EdgeListQuery, filterOf } from "./filter";

const PATH = "identities";
const detail = edgeDetail(identity);

/** Identities of a network. */
export class Identities {
  constructor(private readonly edge: Edge) {}

  list(
    query: EdgeListQuery<"name" | "externalId" | "authPolicyId"> = {},
    options: EdgeOptions = {},
  ): Promise<Identity[]> {
    return this.edge.all({ ...options, path: [PATH], query: { filter: filterOf(query) } }, identityList);
  }

  async get(id: string, options: EdgeOptions = {}): Promise<Identity> {
    return (await this.edge.call({ ...options, method: "GET", path: [PATH, id] }, detail)).data;
  }

  delete(id: string, options: EdgeOptions = {}): Promise<void> {
    return this.edge.run({ ...options, method: "DELETE", path: [PATH, id] });
  }
}
