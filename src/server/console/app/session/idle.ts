import { effect } from "@preact/signals";
import { checkSession, sessionState } from "./session";

/** How much later than the server's limit the page asks, in seconds. */
const LATER = 5;

/**
 * Notices a session that ended while nobody worked, so that what it showed does not stay open unseen. The
 * check comes again after each idle time, because another tab may keep the session alive.
 */
export function followIdleEnd(): void {
  effect(() => {
    const state = sessionState.value;
    if (state.kind !== "signed-in") return;
    const every = (state.session.idleSeconds + LATER) * 1000;
    const timer = setInterval(() => void checkSession(), every);
    return () => clearInterval(timer);
  });
}
