import type { NetworkCheck } from "../../contract/gateway/network-check";
import type { SignInNetwork } from "../signin/sign-in-network";
import type { Database } from "../store/database";
import type { EdgeElsewhere } from "./edge-elsewhere";
import type { NetworkIdentities } from "./network-identities";

/** Why the network does not take an identity as a write wants it. */
export interface NetworkRefusal {
  readonly field: "name" | "externalId" | "authPolicyId" | "roleAttributes" | "tags" | null;
  readonly message: string;
  /** The identity that has the value, when it is taken. */
  readonly holder: { readonly id: string; readonly name: string } | null;
  /** Why a new user does not adopt that identity, although its integration adopts identities. */
  readonly notAdopted?: string | null;
  /** Whether the identity was disabled although the rest is refused. */
  readonly isDisabled: boolean;
}

/**
 * The network whose identities this server provisions. `embedded/` keeps it in this server's own tables, and
 * `controller/` carries it to a controller elsewhere. SCIM users, groups, integrations, mappings and tokens
 * are in this server's tables either way.
 */
export interface Network {
  /** Whether this server's own tables have the network, or a controller elsewhere. */
  readonly kind: "embedded" | "controller";
  /** Why the network cannot be used since the start. A later outage is no reason: writes wait for its end. */
  readonly notReady: () => string | null;
  readonly identities: NetworkIdentities;
  /** The edge API of the controller that has the network. Null: this server's own tables answer. */
  readonly edge: EdgeElsewhere | null;
  /**
   * Looks for an auth policy before a transaction. The returned function says within the transaction whether
   * the network has the policy. In the embedded network, its answer holds until the transaction ends.
   */
  readonly authPolicyCheck: (id: string) => Promise<(db: Database) => Promise<boolean>>;
  /**
   * Compares this server with the controller now, and with `repair` makes missing identities anew. Null: the
   * network is embedded, so there is nothing to compare.
   */
  readonly check: ((options: { readonly repair: boolean }) => Promise<NetworkCheck>) | null;
  /**
   * When the values of others at the controller were read. Null: not yet. Undefined: they are always current.
   */
  readonly valuesAsOf: (db: Database) => Promise<string | null | undefined>;
  /** What the sign-in check reads of the network. */
  readonly signIn: () => Promise<SignInNetwork>;
  /**
   * Waits until the network has the identity as a transaction has committed it, for a limited time. Returns
   * why the network refuses it, and null when it has it, or has not answered yet. Null: the network is
   * embedded, so there is nothing to wait for.
   */
  readonly refusalOf: ((identityId: string) => Promise<NetworkRefusal | null>) | null;
}
