import { LineCounter, parseDocument } from "yaml";
import { parse } from "../../contract/parse";
import { type ReviewSettings, reviewSettings } from "./review-settings";
import { SettingsError } from "./settings-error";

const UNIT_MS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

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
  if (schedule === undefined) return null;
  return Number(schedule.slice(0, -1)) * (UNIT_MS[schedule.slice(-1)] ?? 0);
}
