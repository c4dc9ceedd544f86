import { type Diagnostics, isUnknown, type Unknown } from "../../../tfplugin";
import { durationSeconds } from "../../validators/duration";
import { NEVER } from "../lifetime";
import { DEFAULT_LIFETIME } from "../schema";

type Duration = string | null | Unknown;

/** The durations of a slot as configured. */
export interface SlotDurations {
  readonly lifetime: Duration;
  readonly rotate_before: Duration;
  readonly overlap: Duration;
}

/** Reports durations that contradict each other. Unknown durations pass. */
export function checkDurations(times: SlotDurations, diagnostics: Diagnostics): void {
  const { rotate_before, overlap } = times;
  const lifetime = times.lifetime ?? DEFAULT_LIFETIME;
  if (lifetime === NEVER && rotate_before !== null && !isUnknown(rotate_before)) {
    diagnostics.error({
      attribute: "rotate_before",
      summary: "rotate_before does not go with a token that never ends",
      detail:
        `lifetime is "${NEVER}", so there is no end that the token could be rotated before. Give the token ` +
        "an end, or take rotate_before out. rotation_triggers rotate it all the same.",
    });
    return;
  }
  const lifetimeSeconds = secondsOf(lifetime);
  const rotateBeforeSeconds = secondsOf(rotate_before);
  const overlapSeconds = secondsOf(overlap);
  if (rotateBeforeSeconds !== null && lifetimeSeconds !== null && rotateBeforeSeconds >= lifetimeSeconds) {
    diagnostics.error({
      attribute: "rotate_before",
      summary: "rotate_before must be shorter than lifetime",
      detail:
        `A token that lives ${lifetime} would be due for rotation (${rotate_before} before its end) as ` +
        "soon as it is minted.",
    });
    return;
  }
  const isTimed = rotate_before !== null;
  const remainingSeconds = isTimed ? rotateBeforeSeconds : lifetimeSeconds;
  if (overlapSeconds === null || remainingSeconds === null || overlapSeconds <= remainingSeconds) return;
  const why = isTimed
    ? `${rotate_before} are left of a token when it is rotated`
    : `a token lives ${lifetime} in all`;
  diagnostics.error({
    attribute: "overlap",
    summary: `overlap must not be longer than ${isTimed ? "rotate_before" : "lifetime"}`,
    detail: `No overlap makes a token live longer: ${why}, so it cannot stay valid for another ${overlap}.`,
  });
}

/** Seconds; null when unknown or no duration. The attribute's own rule reports the latter. */
function secondsOf(duration: Duration): number | null {
  return duration === null || isUnknown(duration) ? null : durationSeconds(duration);
}
