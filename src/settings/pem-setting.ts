import type { Setting } from "./environment";
import { SettingError } from "./setting-error";

/**
 * The PEM of a setting that holds it or the path of a file with it. Throws SettingError, never with the text:
 * it may be a key.
 * @param kind what it has to be: "PEM certificate".
 * @param readFile reads a text file; throws when it cannot.
 */
export function pemOf(
  setting: Setting,
  text: string,
  kind: string,
  readFile: (path: string) => string,
): string {
  if (text.includes("-----BEGIN ")) return withoutMark(text);
  try {
    return withoutMark(readFile(text.trim()));
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    const detail = `It is neither a ${kind} nor a file that can be read: ${reason}.`;
    throw new SettingError(setting, `${setting} cannot be used`, detail);
  }
}

/** The problem of a setting whose PEM does not hold what it should. */
export function wrongPem(setting: Setting, text: string, problem: string): SettingError {
  const where = text.includes("-----BEGIN ") ? "It" : `The file ${text.trim()}`;
  return new SettingError(setting, `${setting} cannot be used`, `${where} ${problem}.`);
}

/** OpenSSL does not find a first line behind a byte order mark. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, "");
}
