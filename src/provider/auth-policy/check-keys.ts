import { type ConfigOf, type Diagnostics, isUnknown } from "../../tfplugin";
import type { authPolicySchema } from "./schema";

type Config = ConfigOf<typeof authPolicySchema>;

/** Why a key that nobody knows does harm: Terraform converts an object to its type, which lacks the key. */
const DROPPED = "Terraform drops any other key without a word, a mistyped one too.";

/**
 * Finds the objects in which a key was probably mistyped. A way to sign in that does not say whether it is
 * allowed is an error, because its default forbids it. An object that sets nothing is a warning, because a
 * module may hand on null.
 */
export function checkKeys({ primary, secondary }: Config, diagnostics: Diagnostics): void {
  if (primary !== null && !isUnknown(primary)) {
    for (const [way, given] of Object.entries(primary)) {
      if (given === null || isUnknown(given) || given.allowed !== null) continue;
      diagnostics.error({
        attribute: ["primary", way, "allowed"],
        summary: `primary.${way}.allowed is missing`,
        detail:
          `Set it to true or false. ${keysOf(`primary.${way}`, given)} ${DROPPED} To forbid this way to ` +
          `sign in, leave ${way} out.`,
      });
    }
  }
  warnOfEmpty("primary", primary, "every sign-in is forbidden", diagnostics);
  warnOfEmpty("secondary", secondary, "no second factor is needed", diagnostics);
}

function warnOfEmpty(
  name: string,
  given: Config["primary"] | Config["secondary"],
  effect: string,
  diagnostics: Diagnostics,
): void {
  if (given === null || isUnknown(given) || Object.values(given).some((value) => value !== null)) return;
  diagnostics.warning({
    attribute: name,
    summary: `${name} sets nothing`,
    detail: `So ${effect}, as if it were left out. ${keysOf(name, given)} ${DROPPED}`,
  });
}

function keysOf(name: string, given: object): string {
  return `The keys of ${name} are ${Object.keys(given).join(", ")}.`;
}
