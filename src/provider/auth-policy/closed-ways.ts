import type { MaybeKnown } from "../../contract/sign-in/maybe-known";
import { maybeKnown, member } from "../sign-in/planned-value";
import type { PlannedPolicy } from "./sign-in-facts";

/** The ways in without a JWT. Nobody can count who uses them. */
const WAYS = {
  "a client certificate": ({ primary }: PlannedPolicy) =>
    maybeKnown(member(member(primary, "cert"), "allowed")),
  "an expired client certificate": ({ primary }: PlannedPolicy) =>
    maybeKnown(member(member(primary, "cert"), "allow_expired")),
  "a user name and password": ({ primary }: PlannedPolicy) =>
    maybeKnown(member(member(primary, "updb"), "allowed")),
} satisfies Readonly<Record<string, (policy: PlannedPolicy) => MaybeKnown<boolean>>>;

/** The ways in without a JWT that a plan closes, or may close. Each completes "sign in with …". */
export function closedWays(before: PlannedPolicy, after: PlannedPolicy): string[] {
  const closed = Object.entries(WAYS).flatMap(([way, isOpen]) =>
    isOpen(before) === true && isOpen(after) !== true ? [way] : [],
  );
  // Whoever has a certificate is told once.
  return closed.includes("a client certificate")
    ? closed.filter((way) => way !== "an expired client certificate")
    : closed;
}
