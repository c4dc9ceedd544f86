import { visible } from "../../as-code/model/visible";
import type { JwtCheck, LinkKind, StepOutcome } from "../../contract/gateway/jwt-check";
import { type Style, styled, type Terminal } from "../output/terminal";
import { hangingLines } from "../output/wrap";

type Step = JwtCheck["steps"][number];

const MARKS: Readonly<Record<StepOutcome, string>> = {
  passed: "ok",
  failed: "FAILED",
  "not-checked": "-",
  "not-reached": "-",
};
const UNICODE_MARKS: typeof MARKS = { passed: "✓", failed: "✗", "not-checked": "–", "not-reached": "–" };
const STYLES: Readonly<Record<string, Style>> = { failed: "red", "not-checked": "dim" };
/** The width of the longest name of a step. */
const STEP_WIDTH = "identity-enabled".length;

const KINDS: Readonly<Record<LinkKind, string>> = {
  "auth-policy": "auth policy",
  "jwt-signer": "JWT signer",
  identity: "identity",
  integration: "integration",
};

/**
 * A sign-in check as lines: a step each, what was not reached in one, then the verdict, then the hints. Each
 * line ends with a line break.
 * @param unicode whether the reader's screen shows the marks ✓ ✗ –
 */
export function ladder(terminal: Terminal, check: JwtCheck, unicode: boolean): string {
  const markOf = (outcome: Step["outcome"]) => markText(outcome, unicode);
  const reached = check.steps.filter(({ outcome }) => outcome !== "not-reached");
  return [
    ...reached.map((step) => stepLines(terminal, step, markOf(step.outcome))),
    notReached(terminal, check.steps.length - reached.length, markOf("not-reached")),
    `${verdictLine(terminal, check)}\n`,
    ...check.hints.map((hint) => hintLines(terminal, hint)),
  ].join("");
}

/** The verdict in a sentence, without a line break. */
export function verdictLine(terminal: Terminal, { verdict, failure, identity, steps }: JwtCheck): string {
  const who = identity === null ? "nobody" : harmless(JSON.stringify(identity.name));
  if (verdict === "accepted") return styled(terminal, "green", `accepted: the token signs in ${who}`);
  const step = steps.find(({ outcome }) => outcome === "failed")?.step;
  const where = `${failure} at the step ${step}`;
  if (verdict === "partial") return styled(terminal, "yellow", `not yet: ${who} needs more; ${where}`);
  return styled(terminal, "red", `refused: ${where}`);
}

function markText(outcome: Step["outcome"], unicode: boolean): string {
  const marks = unicode ? UNICODE_MARKS : MARKS;
  // A newer API may know an outcome that has no mark here.
  const mark = marks[outcome as StepOutcome] ?? outcome;
  return mark.padEnd(Math.max(...Object.values(marks).map((mark) => mark.length)));
}

function hintLines(terminal: Terminal, { message, links = [] }: JwtCheck["hints"][number]): string {
  const objects = links.map(
    ({ kind, id, name }) => `${KINDS[kind as LinkKind] ?? kind} ${JSON.stringify(name)} (${id})`,
  );
  const see =
    objects.length === 0 ? "" : hangingLines("  see: ", harmless(objects.join(", ")), terminal.columns);
  return hangingLines("  hint: ", harmless(message), terminal.columns) + see;
}

/** Without the characters that move a terminal's cursor or turn the direction of its text. */
function harmless(text: string): string {
  return visible(text, () => "?");
}

function stepLines(terminal: Terminal, { step, outcome, detail }: Step, mark: string): string {
  const head = `  ${mark}  ${step.padEnd(STEP_WIDTH)}  `;
  const text = hangingLines(head, harmless(detail), terminal.columns);
  const style = STYLES[outcome];
  return style === undefined ? text : `${styled(terminal, style, text.trimEnd())}\n`;
}

function notReached(terminal: Terminal, count: number, mark: string): string {
  if (count === 0) return "";
  const text = count === 1 ? "1 step was not reached" : `${count} steps were not reached`;
  return `${styled(terminal, "dim", `  ${mark}  ${text}`)}\n`;
}
