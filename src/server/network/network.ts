import type { SignInNetwork } from "../signin/sign-in-network";
import type { Database } from "../store/database";
import type { NetworkIdentities } from "./network-identities";

/**
 * The network whose identities this server provisions. `embedded/` keeps it in this server's own tables.
 */
export interface Network {
  readonly identities: NetworkIdentities;
  /** Whether the network has the auth policy now. To store the id of one that has gone meanwhile fails. */
  readonly hasAuthPolicy: (db: Database, id: string) => Promise<boolean>;
  /** What the sign-in check reads of the network. */
  readonly signIn: () => Promise<SignInNetwork>;
}
