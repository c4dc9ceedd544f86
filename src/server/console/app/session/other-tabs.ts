import type { ConsoleSession } from "../../../../contract/gateway/console-session";

/** What tabs of this console tell each other. `new-tab` asks the others for their session. */
export type SessionNews =
  | { readonly kind: "signed-in"; readonly key: string; readonly session: ConsoleSession }
  | { readonly kind: "signed-out" }
  | { readonly kind: "new-tab" };

// Only pages of this origin hear it: the same scheme, host and port.
const channel = new BroadcastChannel("nf-console");

/** Tells every other tab. */
export function tellOtherTabs(news: SessionNews): void {
  channel.postMessage(news);
}

/** Listens to the other tabs. */
export function followOtherTabs(hear: (news: SessionNews) => void): void {
  channel.addEventListener("message", ({ data }: MessageEvent<SessionNews>) => hear(data));
}
