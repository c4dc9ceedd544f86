import { type MaybeKnown, NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import { isUnknown, UNKNOWN, type Unknown } from "../../tfplugin";

/** A planned value as the model of sign-in takes it. */
export function maybeKnown<T>(value: T | Unknown): MaybeKnown<T> {
  return isUnknown(value) ? NOT_KNOWN : value;
}

/** A member of a planned object, which is unknown as a whole or in part. */
export function member<T extends object, Name extends keyof T>(
  of: T | Unknown,
  name: Name,
): T[Name] | Unknown {
  return isUnknown(of) ? UNKNOWN : of[name];
}
