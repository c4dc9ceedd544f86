import { effect, signal } from "@preact/signals";
import type { ConsoleSession } from "../../../../contract/gateway/console-session";
import { reach } from "../api/connection";
import { asProblem, type Problem, problemOf } from "../api/problem";
import { type SessionNews, tellOtherTabs } from "./other-tabs";

const URL = "/console/session";
const KEY = "nf-console-session";

/**
 * `starting`: the page asks whether the session of before the reload lives. `ended`: the views stay, and a
 * dialog asks for the credential.
 */
export type SessionState =
  | { readonly kind: "starting"; readonly problem: Problem | null }
  | { readonly kind: "signed-out" }
  | { readonly kind: "signed-in" | "ended"; readonly session: ConsoleSession };

/** Whether a person is signed in, and as whom. */
export const sessionState = signal<SessionState>({ kind: "starting", problem: null });

/** The half of the session that the page keeps. The browser forgets it with the tab. */
export function sessionKey(): string | null {
  return sessionStorage.getItem(KEY);
}

/** The session of the person. Views are shown only while there is one. */
export function currentSession(): ConsoleSession {
  const state = sessionState.value;
  if (state.kind === "signed-in" || state.kind === "ended") return state.session;
  throw new Error("nobody is signed in");
}

/** Finds the session of before a reload. A tab without one asks the others for theirs. */
export async function resumeSession(): Promise<void> {
  if (sessionKey() === null) return askOtherTabs();
  sessionState.value = { kind: "starting", problem: null };
  try {
    const session = await readSession();
    if (session === null) askOtherTabs();
    else sessionState.value = { kind: "signed-in", session };
  } catch (error) {
    sessionState.value = { kind: "starting", problem: asProblem(error) };
  }
}

/**
 * Signs in, and tells the other tabs, whose cookie the new session replaced.
 * @throws Problem when the server refuses the credential, or cannot be reached.
 */
export async function signIn(clientId: string, clientSecret: string): Promise<void> {
  const answer = await reach(URL, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ clientId, clientSecret }),
  });
  if (!answer.ok) throw await problemOf(answer);
  const { key, ...session }: ConsoleSession & { key: string } = await answer.json();
  begin(key, session);
  tellOtherTabs({ kind: "signed-in", key, session });
}

/** Signs out, here and in every other tab. */
export async function signOut(): Promise<void> {
  const key = sessionKey();
  forget();
  tellOtherTabs({ kind: "signed-out" });
  // A server that cannot be reached ends the session by itself, and the page has forgotten it.
  await reach(URL, { method: "DELETE", headers: headersWith(key) }).catch(() => undefined);
}

/**
 * Waits until the person has signed in again.
 * @param refusedKey the key that a call was refused with. The wait is over at once when it is an older one.
 * @throws AbortError when the person signs out, or the signal fires.
 */
export function askAgain(refusedKey: string | null, signal?: AbortSignal): Promise<void> {
  const state = sessionState.peek();
  if (state.kind === "signed-in" && refusedKey === sessionKey()) {
    sessionState.value = { kind: "ended", session: state.session };
  }
  return new Promise((resolve, reject) => {
    const stop = effect(() => {
      const { kind } = sessionState.value;
      if (kind === "ended") return;
      if (kind === "signed-in") resolve();
      else reject(new DOMException("signed out", "AbortError"));
      queueMicrotask(() => stop());
    });
    signal?.addEventListener("abort", () => {
      stop();
      reject(signal.reason);
    });
  });
}

/** Asks whether the session still lives, without making it live longer. Shows the dialog when it does not. */
export async function checkSession(): Promise<void> {
  const state = sessionState.peek();
  if (state.kind !== "signed-in") return;
  const session = await readSession().catch(() => state.session);
  if (session === null && sessionState.peek() === state) {
    sessionState.value = { kind: "ended", session: state.session };
  }
}

/** Does what another tab did. */
export function hearOtherTab(news: SessionNews): void {
  if (news.kind === "signed-in") begin(news.key, news.session);
  else if (news.kind === "signed-out") forget();
  else if (sessionState.peek().kind === "signed-in") {
    tellOtherTabs({ kind: "signed-in", key: sessionKey() ?? "", session: currentSession() });
  }
}

function begin(key: string, session: ConsoleSession): void {
  sessionStorage.setItem(KEY, key);
  sessionState.value = { kind: "signed-in", session };
}

function forget(): void {
  sessionStorage.removeItem(KEY);
  sessionState.value = { kind: "signed-out" };
}

/** Signed out, until another tab tells of its session. */
function askOtherTabs(): void {
  forget();
  tellOtherTabs({ kind: "new-tab" });
}

async function readSession(): Promise<ConsoleSession | null> {
  const answer = await reach(URL, { headers: { ...headersWith(sessionKey()), "x-console-background": "1" } });
  if (answer.status === 401) return null;
  if (!answer.ok) throw await problemOf(answer);
  return answer.json();
}

const headersWith = (key: string | null) => ({ "x-console-session": key ?? "" });
