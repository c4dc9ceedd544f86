import { edgeDetail } from "../../contract/common";
import { type Identity, identity, identityList } from "../../contract/edge/identity";
import { TAG_INTEGRATION } from "../../contract/edge/identity-tag";
import type { Edge, EdgeOptions } from "./edge";
import { type EdgeListQuery, filterOf } from "./filter";

const PATH = "identities";
const detail = edgeDetail(identity);

/** Identities of a network. */
export class Identities {
  constructor(private readonly edge: Edge) {}

  /** Lists identities: those that `integrationId` made, those with the role attribute `attribute`. */
  list(
    query: EdgeListQuery<"name" | "externalId" | "authPolicyId" | "integrationId" | "attribute"> = {},
    options: EdgeOptions = {},
  ): Promise<Identity[]> {
    const { integrationId, attribute, ...fields } = query;
    const filter = filterOf({
      ...fields,
      [`tags.${TAG_INTEGRATION}`]: integrationId,
      "anyOf(roleAttributes)": attribute,
    });
    return this.edge.all({ ...options, path: [PATH], query: { filter } }, identityList);
  }

  async get(id: string, options: EdgeOptions = {}): Promise<Identity> {
    return (await this.edge.call({ ...options, method: "GET", path: [PATH, id] }, detail)).data;
  }

  delete(id: string, options: EdgeOptions = {}): Promise<void> {
    return this.edge.run({ ...options, method: "DELETE", path: [PATH, id] });
  }
}
