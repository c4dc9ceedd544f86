import { setMaxListeners } from "node:events";
import type { Provider } from "../define/provider";

/** What one provider process remembers between calls. */
export interface Session {
  readonly provider: Provider;
  /**
   * What `configure` returned. It is null before `configure` runs, and while the configuration is unknown.
   */
  context: unknown;
  /** Aborted when Terraform asks the provider to stop. */
  readonly stop: AbortController;
}

/** The session of a process that just started. */
export function newSession(provider: Provider): Session {
  const stop = new AbortController();
  // Every running call listens. With more than ten listeners, node prints a warning about a leak.
  setMaxListeners(0, stop.signal);
  return { provider, context: null, stop };
}
