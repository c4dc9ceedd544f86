import { LineCounter, parseDocument } from "yaml";
import { durationSeconds } from "../../contract/duration";
import { parse } from "../../contract/parse";
import { type ReviewSettings, reviewSettings } from "./review-settings";
import { SettingsError } from "./settings-error";

/** Reads the text of a `review.yaml`. Throws SettingsError. @param name of the file, for the message. */
export function readSettings(text: string, name: string): ReviewSettings {
  const lines = new LineCounter();
  // A date stays a text: the failsafe types of YAML 1.2 know none.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [failure] = document.errors;
  if (failure !== undefined) {
    const { line, col } = lines.linePos(failure.pos[0]);
    throw new SettingsError(`${name}, line ${line}, column ${col}: ${failure.message}`);
  }
  const checked = parse(reviewSettings, document.toJS({ maxAliasCount: 20 }) ?? {});
  if (checked.ok) return checked.value;
  const issues = checked.issues.map(({ field, reason }) => `${field === "" ? "the file" : field} ${reason}`);
  throw new SettingsError(`${name}: ${issues.join("; ")}`);
}

/** A schedule in milliseconds; null without one. */
export function scheduleMs({ schedule }: ReviewSettings): number | null {
  const seconds = schedule === undefined ? null : durationSeconds(schedule);
  return seconds === null ? null : seconds * 1000;
}
