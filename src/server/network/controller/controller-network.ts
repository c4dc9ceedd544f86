import type { ControllerSettings } from "../../../client/settings";
import type { Clock } from "../../context";
import type { SignInNetwork } from "../../signin/sign-in-network";
import type { Database } from "../../store/database";
import { keepPoliciesElsewhere } from "../../store/policies-elsewhere";
import { transact } from "../../store/transact";
import type { Network } from "../network";
import { controllerSignIn } from "./controller-sign-in";
import { createControllerApi } from "./create-controller-api";
import { deliveredIdentities } from "./delivered-identities";
import { Deliverer, type DelivererParts } from "./delivery/deliverer";

/** The controller that has the network, and how long a write waits for it. */
export interface ControllerOptions extends ControllerSettings {
  /** The longest wait of a write of one user for its delivery, in milliseconds. 5,000 when absent. */
  readonly deliveryWaitMs?: number | undefined;
}

const DELIVERY_WAIT_MS = 5_000;

/** A network whose identities, auth policies and JWT signers a controller elsewhere has. */
export interface ControllerNetwork extends Network {
  /** Begins to deliver. */
  start(log: DelivererParts["log"]): void;
  /** Ends after the deliveries that run. The others wait for the next start. */
  close(): Promise<void>;
}

/**
 * Opens the network of a controller. Sends no request yet.
 * @throws Error for a database that has integrations or identities of the embedded network.
 */
export async function openControllerNetwork(
  { deliveryWaitMs = DELIVERY_WAIT_MS, ...settings }: ControllerOptions,
  parts: { readonly db: Database; readonly clock: Clock; readonly fetchJwks: SignInNetwork["fetchJwks"] },
): Promise<ControllerNetwork> {
  const { db, clock, fetchJwks } = parts;
  await transact(db, refuseEmbeddedIdentities, "serializable");
  const api = createControllerApi(settings);
  let deliverer: Deliverer | null = null;
  return {
    identities: deliveredIdentities(clock),
    authPolicyCheck: async (id) => {
      const policies = await api.listPolicies();
      return async () => policies.some((policy) => policy.id === id);
    },
    signIn: () => controllerSignIn(api, clock(), fetchJwks),
    refusalOf: async (identityId) => {
      const standing = await deliverer?.settled(identityId, deliveryWaitMs);
      return standing?.state === "refused" ? standing.refusal : null;
    },
    start: (log) => {
      deliverer = new Deliverer({ db, clock, api, log });
      deliverer.start();
    },
    close: async () => {
      await deliverer?.stop();
      api.close();
    },
  };
}

/** An identity without a delivery was made by the embedded network. */
async function refuseEmbeddedIdentities(transaction: Database): Promise<void> {
  const embedded = await transaction
    .selectFrom("identities")
    .leftJoin("deliveries", "deliveries.identity_id", "identities.id")
    .select("identities.id")
    .where("deliveries.identity_id", "is", null)
    .executeTakeFirst();
  if (embedded !== undefined) {
    throw new Error(
      "the database holds identities of the embedded network; give --database another one for a controller",
    );
  }
  await keepPoliciesElsewhere(transaction);
}
