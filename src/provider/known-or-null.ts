import { isUnknown, type Unknown } from "../tfplugin";

/** The value when it is known, else null. */
export function knownOrNull<T>(value: T | Unknown): T | null {
  return isUnknown(value) ? null : value;
}
