import { type Identity, identityList } from "../../contract/edge/identity";
import { TAG_INTEGRATION } from "../../contract/edge/identity-tag";
import type { Edge, EdgeOptions } from "./edge";
import { type EdgeListQuery, filterOf } from "./filter";

const PATH = "identities";

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
}
