import type { Validator } from "../../tfplugin";
import { duration, durationSeconds } from "../validators/duration";

/** The lifetime of a token that never ends. */
export const NEVER = "never";

/** The seconds of a lifetime. Null when the token never ends. */
export function lifetimeSeconds(lifetime: string): number | null {
  return lifetime === NEVER ? null : durationSeconds(lifetime);
}

/** Allows durations greater than zero, and `never`. */
export function lifetime(): Validator<string> {
  const description = `${duration().description}, or ${NEVER}`;
  return {
    description,
    check: (text) =>
      text === NEVER || durationSeconds(text) !== null
        ? null
        : `must be ${description}, got ${JSON.stringify(text)}`,
  };
}
