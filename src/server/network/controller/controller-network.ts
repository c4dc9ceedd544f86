import type { Registry } from "prom-client";
import type { Clock } from "../../context";
import { DeliveryMetrics } from "../../metrics/delivery-metrics";
import { addSweepMetrics } from "../../metrics/sweep-metrics";
import type { SignInNetwork } from "../../signin/sign-in-network";
import type { Database } from "../../store/database";
import { keepPoliciesElsewhere, withoutKeys } from "../../store/policies-elsewhere";
import { transact } from "../../store/transact";
import type { Network } from "../network";
import { createControllerClient, type ReachedController } from "./controller-client";
import { Unavailable } from "./controller-error";
import { controllerSignIn } from "./controller-sign-in";
import { deliveredIdentities } from "./delivered-identities";
import { Deliverer, type DelivererParts } from "./delivery/deliverer";
import { bindController } from "./start/bind-controller";
import { checkController } from "./start/check-controller";
import { Starting } from "./start/starting";
import { lastSweep } from "./sweep/snapshot";
import { Sweeper } from "./sweep/sweeper";

/** The controller that has the network, and how long a write waits for it. */
export type ControllerOptions = ReachedController & {
  /** The longest wait of a write of one user for its delivery, in milliseconds. 5,000 when absent. */
  readonly deliveryWaitMs?: number | undefined;
};

const DELIVERY_WAIT_MS = 5_000;

/** A network whose identities, auth policies and JWT signers a controller elsewhere has. */
export interface ControllerNetwork extends Network {
  /** Begins to deliver, or waits for a controller that has not answered yet. */
  start(log: DelivererParts["log"]): void;
  /** Ends after the deliveries that run. The others wait for the next start. */
  close(): Promise<void>;
}

/** What the network of a controller works with. */
export interface ControllerNetworkParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly networkId: string;
  readonly fetchJwks: SignInNetwork["fetchJwks"];
  /** Where its metrics go. */
  readonly metrics: Registry;
}

/**
 * Opens the network of a controller. A controller that does not answer is waited for after the start.
 * @throws Error for a database of the embedded network.
 * @throws ControllerUnfit for another controller than the database belongs to, an unknown version of it, and
 *   an account without rights.
 */
export async function openControllerNetwork(
  { deliveryWaitMs = DELIVERY_WAIT_MS, ...settings }: ControllerOptions,
  parts: ControllerNetworkParts,
): Promise<ControllerNetwork> {
  const { db, clock, networkId, fetchJwks, metrics } = parts;
  await transact(db, refuseEmbeddedIdentities, "serializable");
  const client = createControllerClient(settings);
  const { api, address } = client;
  const delivered = new DeliveryMetrics(metrics, db, clock);
  const warnings: string[] = [];
  const starting = new Starting(async () => {
    const { controllerId, warnings } = await checkController(api);
    delivered.answered(true);
    await bindController(db, { id: controllerId, address }, clock());
    return warnings;
  });
  try {
    await starting.first((warning) => warnings.push(warning));
  } catch (error) {
    client.close();
    throw error;
  }
  // Not before: a start that is refused leaves the database as it is.
  await transact(db, keepPoliciesElsewhere, "serializable");
  addSweepMetrics(metrics, db);
  /** It may be another controller than the one that the database belongs to. */
  const requirePassed = () => {
    if (starting.reason !== null) throw new Unavailable(starting.reason);
  };
  let deliverer: Deliverer | null = null;
  let sweeper: Sweeper | null = null;
  return {
    kind: "controller",
    notReady: () => starting.reason,
    identities: deliveredIdentities(clock),
    edge: {
      send: async (call) => {
        requirePassed();
        return client.forward.send(call);
      },
      identityDeleted: (transaction, id) => client.forward.identityDeleted(transaction, id),
    },
    check: (options) => {
      if (sweeper === null) throw new Unavailable("the server has not started yet");
      requirePassed();
      return sweeper.now(options);
    },
    valuesAsOf: async (transaction) => (await lastSweep(transaction))?.asOf ?? null,
    authPolicyCheck: async (id) => {
      requirePassed();
      const policies = await api.listPolicies();
      return async () => policies.some((policy) => policy.id === id);
    },
    signIn: async () => {
      requirePassed();
      return controllerSignIn(api, clock(), fetchJwks);
    },
    refusalOf: async (identityId) => {
      if (starting.reason !== null) return null;
      const standing = await deliverer?.settled(identityId, deliveryWaitMs);
      return standing?.state === "refused" ? standing.refusal : null;
    },
    start: (log) => {
      for (const warning of warnings) log.warn({}, warning);
      deliverer = new Deliverer({ db, clock, networkId, api, log, metrics: delivered });
      sweeper = new Sweeper({ db, clock, api, log, metrics: delivered, wake: () => deliverer?.wake() });
      starting.start([deliverer, sweeper], log);
    },
    close: async () => {
      await starting.stop();
      await sweeper?.stop();
      await deliverer?.stop();
      client.close();
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
  await withoutKeys(transaction);
}
