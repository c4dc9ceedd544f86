import type { Network } from "../network";
import { embeddedIdentities } from "./embedded-identities";
import { type StoredNetworkContext, storedNetwork } from "./stored-network";

/** The network whose identities, auth policies and JWT signers are rows of this server's database. */
export function embeddedNetwork(context: StoredNetworkContext): Network {
  const { networkId } = context;
  return {
    kind: "embedded",
    notReady: () => null,
    identities: embeddedIdentities,
    edge: null,
    check: null,
    valuesAsOf: async () => undefined,
    authPolicyCheck: async (id) => async (db) => {
      const policies = db.selectFrom("auth_policies").select("id").where("network_id", "=", networkId);
      return (await policies.where("id", "=", id).executeTakeFirst()) !== undefined;
    },
    signIn: () => storedNetwork(context),
    refusalOf: null,
  };
}
