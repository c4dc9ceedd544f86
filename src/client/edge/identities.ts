import { type Identity, identityList } from "../../contract/edge/identity";
import { TAG_INTEGRATION } from "../../contract/edge/identity-tag";
import type { Edge, EdgeOptions } from "./edge";
import { type EdgeListQuery, filterOf } from "./filter";

const PATH = "identities";

/**
 * Which identities: by a value of their own, made by `integrationId`, with the role attribute `attribute`.
 */
export type IdentityQuery = EdgeListQuery<
  "id" | "name" | "externalId" | "authPolicyId" | "integrationId" | "attribute"
>;

/** Identities of a network. */
export class Identities {
  constructor(private readonly edge: Edge) {}

  list(query: IdentityQuery = {}, options: EdgeOptions = {}): Promise<Identity[]> {
    return this.edge.all({ ...options, path: [PATH], query: filtered(query) }, identityList);
  }

  /** Counts identities with one call. `externalId: null` counts those without one. */
  count(query: IdentityQuery = {}, options: EdgeOptions = {}): Promise<number> {
    return this.edge.count({ ...options, path: [PATH], query: filtered(query) }, identityList);
  }
}

function filtered({ integrationId, attribute, ...fields }: IdentityQuery) {
  const filter = filterOf({
    ...fields,
    [`tags.${TAG_INTEGRATION}`]: integrationId,
    "anyOf(roleAttributes)": attribute,
  });
  return { filter };
}
