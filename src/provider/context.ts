import type { Client } from "../client/client";
import type { ClientSettings } from "../client/settings";
import { systemClock } from "../client/system-clock";

/** What the handlers of every resource get. */
export interface ProviderContext {
  /** The client of the management API; loaded and made by the first call, signed in by its first request. */
  client(): Client;
  /** Milliseconds since the epoch. Planning must not call it. */
  now(): number;
  /** Waits so many milliseconds; rejects with the signal's reason when it aborts first. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** A context for settings that were found complete. */
export function createContext(settings: ClientSettings): ProviderContext {
  let client: Client | null = null;
  return {
    client() {
      client ??= loadClient().createClient(settings);
      return client;
    },
    now: () => systemClock.now(),
    pause: (milliseconds, signal) => systemClock.sleep(milliseconds, signal),
  };
}

/**
 * A plain require, so that the HTTP library and the contract stay off the start-up path: Terraform starts a provider
 * several times per command, and most of those starts send no request.
 */
function loadClient(): typeof import("../client/client") {
  return require("../client/client");
}
