import type { Client } from "../client/client";
import { controllerAddress } from "../client/edge/controller-address";
import { systemClock } from "../client/system-clock";
import type { Target } from "../settings/target";
import { ChangesUnderWay } from "./api/changes-under-way";
import type { AccessProblem, ApiFamily } from "./location/access-problem";
import type { Location } from "./location/location";
import { ManagedIntegrations } from "./scim-integration/managed-integrations";

/** What every handler of a resource receives. */
export interface ProviderContext {
  /**
   * A NetFoundry network, or a plain OpenZiti controller. A controller has only auth policies and JWT
   * signers.
   */
  readonly target: Target["kind"];
  /** How long before the end of a token the plan warns, in milliseconds. */
  readonly expiryWarningMs: number;
  /** The client of the management API. The first call loads and creates it. Its first request signs in. */
  client(): Client;
  /**
   * The network or the controller that the provider works in. Throws NetworkChoiceError when that is not
   * clear.
   */
  location(signal: AbortSignal): Promise<Location>;
  /** Whether this run has found an object of the state on the plain controller. */
  readonly controller: { isConfirmed: boolean };
  /** Whether the API accepts the account and the network, by family of the API. Null: it does. */
  readonly accessChecks: Map<ApiFamily, Promise<AccessProblem | null>>;
  /**
   * The tokens that this process minted, by id. The ephemeral resource finds them here within the same apply.
   */
  readonly mintedTokens: Map<string, string>;
  /** Ids of the tokens that this process got for one slot and that another slot may have too. */
  readonly sharedTokens: Set<string>;
  /** The client secret of the API account. Null with a ready bearer token, and for a controller. */
  readonly clientSecret: string | null;
  readonly integrations: ManagedIntegrations;
  /** The changes that Terraform has under way in this process. */
  readonly changes: ChangesUnderWay;
  /** Milliseconds since the epoch. A plan must not depend on it; a warning may. */
  now(): number;
  /** Waits for that time. Rejects with the signal's reason when the signal aborts first. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Creates the context for complete settings. */
export function createContext(
  target: Target,
  options: { readonly expiryWarningMs: number },
): ProviderContext {
  let known: Client | null = null;
  const client = () => {
    known ??= clientOf(target);
    return known;
  };
  return {
    target: target.kind,
    expiryWarningMs: options.expiryWarningMs,
    client,
    async location(signal) {
      if (target.kind === "controller") {
        return { network_id: null, controller_url: controllerAddress(target.settings.controllerUrl) };
      }
      return { network_id: await client().networks.defaultId({ signal }), controller_url: null };
    },
    controller: { isConfirmed: false },
    accessChecks: new Map(),
    mintedTokens: new Map(),
    integrations: new ManagedIntegrations(),
    sharedTokens: new Set(),
    clientSecret: target.kind === "network" ? (target.settings.clientSecret ?? null) : null,
    changes: new ChangesUnderWay(() => systemClock.now()),
    now: () => systemClock.now(),
    pause: (milliseconds, signal) => systemClock.sleep(milliseconds, signal),
  };
}

function clientOf(target: Target): Client {
  const { createClient, createControllerClient } = loadClient();
  return target.kind === "network" ? createClient(target.settings) : createControllerClient(target.settings);
}

/**
 * Loads the client only when it is needed, with the HTTP library and the contract. Terraform starts a
 * provider several times per command, and most of these starts send no request.
 */
function loadClient(): typeof import("../client/client") {
  return require("../client/client");
}
