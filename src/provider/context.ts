import type { Client } from "../client/client";
import type { ClientSettings, ControllerSettings } from "../client/settings";
import { systemClock } from "../client/system-clock";
import { ChangesUnderWay } from "./api/changes-under-way";

/** What the provider was configured to talk to. */
export type Target =
  | { readonly kind: "network"; readonly settings: ClientSettings }
  | { readonly kind: "controller"; readonly settings: ControllerSettings };

/** What the handlers of every resource get. */
export interface ProviderContext {
  /** A NetFoundry network, or a plain OpenZiti controller, which has policies and signers only. */
  readonly target: Target["kind"];
  /** How long before its end a token is warned of, in milliseconds. */
  readonly expiryWarningMs: number;
  /** The client of the management API; loaded and made by the first call, signed in by its first request. */
  client(): Client;
  /** Tokens that this process minted, by their ids: where the ephemeral resource finds them within the same apply. */
  readonly mintedTokens: Map<string, string>;
  /** What Terraform has under way, for whoever waits for part of it. */
  readonly changes: ChangesUnderWay;
  /** Milliseconds since the epoch. What is planned must not depend on it; a warning may. */
  now(): number;
  /** Waits so many milliseconds; rejects with the signal's reason when it aborts first. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** A context for settings that were found complete. */
export function createContext(
  target: Target,
  options: { readonly expiryWarningMs: number },
): ProviderContext {
  let client: Client | null = null;
  return {
    target: target.kind,
    expiryWarningMs: options.expiryWarningMs,
    client() {
      client ??= clientOf(target);
      return client;
    },
    mintedTokens: new Map(),
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
 * A plain require, so that the HTTP library and the contract stay off the start-up path: Terraform starts a provider
 * several times per command, and most of those starts send no request.
 */
function loadClient(): typeof import("../client/client") {
  return require("../client/client");
}
