import { callText, type IdpCall } from "../../connect/common/idp-call";
import { gapUntil, type TokenUse } from "../../connect/common/token-use";
import type { Terminal } from "../output/terminal";
import { hangingLines } from "../output/wrap";

/** Writes a paragraph that fits the terminal. */
export function say(terminal: Terminal, text: string): void {
  terminal.write(hangingLines("", text, terminal.columns));
}

/** Writes numbered steps for a person. */
export function sayStepsToPaste(terminal: Terminal, steps: readonly string[]): void {
  for (const [at, step] of steps.entries()) {
    terminal.write(hangingLines(`  ${at + 1}. `, step, terminal.columns));
  }
}

/** Writes what a run would send. The calls hold no secret. A line is not broken, so that it can be copied. */
export function sayDryRun(terminal: Terminal, idp: string, calls: readonly IdpCall[]): void {
  say(terminal, `A dry run sends nothing to ${idp}. Without --dry-run the command sends:`);
  for (const call of calls) terminal.write(`${callText(call).replace(/^/gm, "  ")}\n`);
}

/**
 * Says whether the new token is in use, and how long SCIM was stopped. The API tells the last use only, so
 * the gap is known where the token was unused before.
 */
export function useText(before: TokenUse, use: TokenUse, now: number): string {
  const { createdAt, usedAt, former } = use;
  const made = `The new token was made at ${createdAt}`;
  if (usedAt === null) {
    const stopped = gapUntil(use, now);
    if (stopped === null) return `${made}. Nobody has used it yet.`;
    if (stopped === 0 && typeof former === "object")
      return `${made}. Nobody has used it yet. The former token works until ${former.endsAt}.`;
    return `${made}. Nobody has used it yet, so SCIM has been stopped for ${spokenDuration(stopped)}.`;
  }
  if (before.usedAt !== null) return `${made} and last used at ${usedAt}.`;
  const used = `${made} and used at ${usedAt}`;
  const gap = gapUntil(use, Date.parse(usedAt));
  if (gap === null) return `${used}.`;
  return gap === 0
    ? `${used}. The former token was still valid, so SCIM never stopped.`
    : `${used}. The former token had ended, so SCIM was stopped for ${spokenDuration(gap)} at most.`;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A duration in words: `40 s`, `5 min 2 s`, `2 h 5 min`. */
export function spokenDuration(milliseconds: number): string {
  const rounded = Math.round(milliseconds / SECOND) * SECOND;
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(rounded / HOUR), "h"],
    [Math.floor((rounded % HOUR) / MINUTE), "min"],
    [(rounded % MINUTE) / SECOND, "s"],
  ];
  const counted = parts.filter(([count]) => count > 0).slice(0, 2);
  return counted.map(([count, unit]) => `${count} ${unit}`).join(" ") || "less than 1 s";
}
