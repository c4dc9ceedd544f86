import type { AuthPolicyChange } from "../../../../../contract/edge/auth-policy";
import type { JwtSigner } from "../../../../../contract/edge/jwt-signer";
import { policyFacts, signerFacts } from "../../../../../contract/sign-in/from-api";
import { changeFor, type People } from "../../../../../contract/sign-in/people";
import { changeLines } from "../sign-in-effect/change-lines";
import type { EffectLine } from "../sign-in-effect/effect-line";

/** The ways in without a JWT. Nobody can count who uses them. */
const WAYS = [
  ["a client certificate", ({ primary }: AuthPolicyChange) => primary.cert.allowed],
  [
    "an expired client certificate",
    ({ primary }: AuthPolicyChange) => primary.cert.allowed && primary.cert.allowExpiredCerts,
  ],
  ["a user name and password", ({ primary }: AuthPolicyChange) => primary.updb.allowed],
] as const;

/** What an edit of a policy does to the people who have it. Empty: nobody notices it. */
export function policyEffect(
  people: People,
  signers: readonly JwtSigner[],
  before: AuthPolicyChange,
  after: AuthPolicyChange,
): readonly EffectLine[] {
  if (people.total === 0) return [];
  const facts = signers.map((signer) => signerFacts(signer.id, signer));
  const change = changeFor(
    people,
    { policy: policyFacts(before), signers: facts },
    { policy: policyFacts(after), signers: facts },
  );
  const token = "a JWT of a JWT signer that the auth policy still allows";
  return [...changeLines(change, token), ...closedWays(people, before, after)];
}

function closedWays(people: People, before: AuthPolicyChange, after: AuthPolicyChange): EffectLine[] {
  const closed = WAYS.filter(([, isOpen]) => isOpen(before) && !isOpen(after)).map(([way]) => way);
  const who = people.total === 1 ? "1 person" : `${people.total} people`;
  return closed
    .filter((way) => way !== "an expired client certificate" || !closed.includes("a client certificate"))
    .map((way) => ({
      tone: "warn",
      text: `At most ${who} can no longer sign in with ${way}. The server does not know who does.`,
    }));
}
