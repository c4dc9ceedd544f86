import type { NetworkIdentities } from "../network-identities";
import { findHolders, findUnowned, valuesOfOthers } from "./identity-holders";
import {
  changeIdentityRow,
  deleteIdentityRow,
  insertIdentityRow,
  lockIdentity,
  touchIdentities,
} from "./identity-rows";
import { applyMappedValues } from "./mapped-identities";
import { releaseIdentities } from "./released-identities";

/** The identities of the embedded network: rows of this server's database. */
export const embeddedIdentities: NetworkIdentities = {
  holders: findHolders,
  unowned: findUnowned,
  valuesOfOthers,
  lock: lockIdentity,
  create: insertIdentityRow,
  change: changeIdentityRow,
  pushedAgain: async () => false,
  attributesChanged: touchIdentities,
  delete: deleteIdentityRow,
  applyMapping: applyMappedValues,
  release: releaseIdentities,
};
