import type { JwtCheck } from "../../contract/gateway/jwt-check";
import { type Style, styled, type Terminal } from "../output/terminal";
import { hangingLines } from "../output/wrap";

type Step = JwtCheck["steps"][number];

const MARKS: Readonly<Record<Step["outcome"], string>> = {
  passed: "ok",
  failed: "FAILED",
  "not-checked": "-",
  "not-reached": "-",
};
const STYLES: Partial<Record<Step["outcome"], Style>> = { failed: "red", "not-checked": "dim" };
const MARK_WIDTH = Math.max(...Object.values(MARKS).map((mark) => mark.length));
/** The width of the longest name of a step. */
const STEP_WIDTH = "identity-enabled".length;

/**
 * A sign-in check as lines: a step each, what was not reached in one, then the verdict, then the hints. Each
 * line ends with a line break.
 */
export function ladder(terminal: Terminal, check: JwtCheck): string {
  const reached = check.steps.filter(({ outcome }) => outcome !== "not-reached");
  return [
    ...reached.map((step) => stepLines(terminal, step)),
    notReached(terminal, check.steps.length - reached.length),
    `${verdictLine(terminal, check)}\n`,
    ...check.hints.map(({ message }) => hangingLines("  hint: ", message, terminal.columns)),
  ].join("");
}

/** The verdict in a sentence, without a line break. */
export function verdictLine(terminal: Terminal, { verdict, failure, identity, steps }: JwtCheck): string {
  const who = identity === null ? "nobody" : JSON.stringify(identity.name);
  if (verdict === "accepted") return styled(terminal, "green", `accepted: the token signs in ${who}`);
  const step = steps.find(({ outcome }) => outcome === "failed")?.step;
  const where = `${failure} at the step ${step}`;
  if (verdict === "partial") return styled(terminal, "yellow", `not yet: ${who} needs more; ${where}`);
  return styled(terminal, "red", `refused: ${where}`);
}

function stepLines(terminal: Terminal, { step, outcome, detail }: Step): string {
  const head = `  ${MARKS[outcome].padEnd(MARK_WIDTH)}  ${step.padEnd(STEP_WIDTH)}  `;
  const text = hangingLines(head, detail, terminal.columns);
  const style = STYLES[outcome];
  return style === undefined ? text : `${styled(terminal, style, text.trimEnd())}\n`;
}

function notReached(terminal: Terminal, count: number): string {
  if (count === 0) return "";
  const text = count === 1 ? "1 step was not reached" : `${count} steps were not reached`;
  return `${styled(terminal, "dim", `  ${MARKS["not-reached"].padEnd(MARK_WIDTH)}  ${text}`)}\n`;
}
