import { setMaxListeners } from "node:events";
import type { Provider } from "../define/provider";

/** What one provider process remembers between calls. */
export interface Session {
  readonly provider: Provider;
  /** What `configure` returned; null before it ran, and when it could not tell yet. */
  context: unknown;
  /** Aborted when Terraform asks the provider to stop. */
  readonly stop: AbortController;
}

/** The session of a process that just started. */
export function newSession(provider: Provider): Session {
  const stop = new AbortController();
  // Every request under way listens; with more than ten, node would print a warning about a leak.
  setMaxListeners(0, stop.signal);
  return { provider, context: null, stop };
}
