import { type Diagnostics, type DiagnosticText, isUnknown, type Unknown } from "../../../tfplugin";
import { durationSeconds, durationText } from "../../validators/duration";
import { NEVER } from "../lifetime";
import { DEFAULT_LIFETIME } from "../schema";

type Duration = string | null | Unknown;

/** The durations of a slot as configured. */
export interface SlotDurations {
  readonly lifetime: Duration;
  readonly rotate_before: Duration;
  readonly overlap: Duration;
  readonly expected_use_within: Duration;
}

/** Reports durations that contradict each other. Unknown durations pass. */
export function checkDurations(slot: SlotDurations, diagnostics: Diagnostics): void {
  const times = { ...slot, lifetime: slot.lifetime ?? DEFAULT_LIFETIME };
  const error =
    rotateBeforeOfEndless(times) ?? rotateBeforeTooLong(times) ?? overlapTooLong(times) ?? useTooLate(times);
  if (error !== null) diagnostics.error(error);
}

function rotateBeforeOfEndless({ lifetime, rotate_before }: SlotDurations): DiagnosticText | null {
  if (lifetime !== NEVER || rotate_before === null || isUnknown(rotate_before)) return null;
  return {
    attribute: "rotate_before",
    summary: "rotate_before does not go with a token that never ends",
    detail:
      `lifetime is "${NEVER}", so there is no end that the token could be rotated before. Give the token ` +
      "an end, or take rotate_before out. rotation_triggers rotate it all the same.",
  };
}

function rotateBeforeTooLong({ lifetime, rotate_before }: SlotDurations): DiagnosticText | null {
  const [life, before] = [secondsOf(lifetime), secondsOf(rotate_before)];
  if (life === null || before === null || before < life) return null;
  return {
    attribute: "rotate_before",
    summary: "rotate_before must be shorter than lifetime",
    detail:
      `A token that lives ${lifetime} would be due for rotation (${rotate_before} before its end) as ` +
      "soon as it is minted.",
  };
}

function overlapTooLong({ lifetime, rotate_before, overlap }: SlotDurations): DiagnosticText | null {
  const isTimed = rotate_before !== null;
  const [given, most] = [secondsOf(overlap), secondsOf(isTimed ? rotate_before : lifetime)];
  if (given === null || most === null || given <= most) return null;
  const why = isTimed
    ? `${rotate_before} are left of a token when it is rotated`
    : `a token lives ${lifetime} in all`;
  return {
    attribute: "overlap",
    summary: `overlap must not be longer than ${isTimed ? "rotate_before" : "lifetime"}`,
    detail: `No overlap makes a token live longer: ${why}, so it cannot stay valid for another ${overlap}.`,
  };
}

function useTooLate({ lifetime, rotate_before, expected_use_within }: SlotDurations): DiagnosticText | null {
  const isTimed = rotate_before !== null;
  const [given, life] = [secondsOf(expected_use_within), secondsOf(lifetime)];
  const before = isTimed ? secondsOf(rotate_before) : 0;
  if (given === null || life === null || before === null || given < life - before) return null;
  const ends = isTimed
    ? `is rotated after ${durationText(life - before)} (lifetime ${lifetime}, rotate_before ${rotate_before})`
    : `ends after ${lifetime}`;
  return {
    attribute: "expected_use_within",
    summary: `expected_use_within must be shorter than lifetime${isTimed ? " without rotate_before" : ""}`,
    detail:
      `A token ${ends}, so no plan could warn that nobody used it within ${expected_use_within}. Shorten ` +
      "expected_use_within, or take it out.",
  };
}

/** Seconds; null when unknown or no duration. The attribute's own rule reports the latter. */
function secondsOf(duration: Duration): number | null {
  return duration === null || isUnknown(duration) ? null : durationSeconds(duration);
}
