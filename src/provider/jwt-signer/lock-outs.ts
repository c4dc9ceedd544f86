import { isDeepStrictEqual } from "node:util";
import type { Client } from "../../client/client";
import type { AuthPolicy } from "../../contract/edge/auth-policy";
import { isNobody } from "../../contract/sign-in/count";
import type { SignerFacts, TokenFacts } from "../../contract/sign-in/facts";
import { policyFacts, signerFacts } from "../../contract/sign-in/from-api";
import { NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import { changeFor } from "../../contract/sign-in/people";
import { everybodyKeepsSignIn, type SignInChange, sumOfChanges } from "../../contract/sign-in/sign-in-change";
import type { DiagnosticText, PlannedOf, StateOf } from "../../tfplugin";
import { nameAndId } from "../api/names/name-and-id";
import { namesSigner } from "../auth-policy/references";
import { lockOutWarning } from "../sign-in/lock-out-warning";
import { type Looking, warnOfLockOut } from "../sign-in/look-ahead";
import { countPeople } from "../sign-in/people";
import { identities } from "../sign-in/words";
import type { jwtSignerSchema } from "./schema";
import { plannedSignerFacts } from "./sign-in-facts";

/**
 * Warns of a signer change that costs identities their sign-in, or makes them need another token. A new
 * signer takes nothing from anybody.
 */
export async function warnOfSignerLockOuts(
  prior: StateOf<typeof jwtSignerSchema> | null,
  plan: PlannedOf<typeof jwtSignerSchema> | null,
  looking: Looking,
): Promise<void> {
  if (prior === null) return;
  const before = plannedSignerFacts(prior.id, prior);
  const after = plan === null ? null : plannedSignerFacts(prior.id, plan);
  if (isDeepStrictEqual(before, after)) return;
  const subject = `JWT signer ${nameAndId(prior)}`;
  await warnOfLockOut(subject, looking, (client) =>
    signerWarning(client, { subject, before, after }, looking.signal),
  );
}

interface SignerChange {
  readonly subject: string;
  readonly before: SignerFacts;
  /** Null when the signer is destroyed. */
  readonly after: SignerFacts | null;
}

async function signerWarning(
  client: Client,
  { subject, before, after }: SignerChange,
  signal: AbortSignal,
): Promise<DiagnosticText | null> {
  const [all, policies] = await Promise.all([
    client.jwtSigners.list({}, { signal }),
    client.authPolicies.list({}, { signal }),
  ]);
  const others = all.flatMap((one) => (one.id === before.id ? [] : [signerFacts(one.id, one)]));
  const signersBefore = [...others, before];
  const signersAfter = after === null ? others : [...others, after];
  const changes = await Promise.all(
    policies.map(async (authPolicy) => {
      // The API refuses to destroy a signer that a policy names.
      if (after === null && namesSigner(authPolicy, String(before.id))) return [];
      const policy = policyFacts(authPolicy);
      const changeOf = (people: Parameters<typeof changeFor>[0]) =>
        changeFor(people, { policy, signers: signersBefore }, { policy, signers: signersAfter });
      // Most policies need no count: nobody with them would notice.
      if (everybodyKeepsSignIn(changeOf(ANYBODY))) return [];
      const people = await countPeople(client, { authPolicyId: authPolicy.id }, { signal });
      return [{ authPolicy, change: changeOf(people) }];
    }),
  );
  const felt = changes.flat().filter(({ change }) => !everybodyKeepsSignIn(change));
  return lockOutWarning({
    subject,
    change: sumOfChanges(felt.map(({ change }) => change)),
    token: after === null ? "a token of another signer" : neededToken(before.token, after.token),
    more: felt.map(({ authPolicy, change }) => `- ${policyLine(authPolicy, change)}.`),
  });
}

/** One with an external ID and one without. */
const ANYBODY = { total: 2, withoutExternalId: 1 };

function policyLine(policy: AuthPolicy, { lose, needAnotherToken, needSecondFactor }: SignInChange): string {
  const count = [lose, needAnotherToken, needSecondFactor].find((one) => !isNobody(one)) ?? lose;
  return `${identities(count, "have")} the auth policy ${nameAndId(policy)}`;
}

/** What a token must be after the change. Completes "They need …". */
function neededToken(before: TokenFacts, after: TokenFacts): string {
  const parts = [
    differs(before.issuer, after.issuer) && `of the issuer ${shown(after.issuer)}`,
    differs(before.audience, after.audience) && `for the audience ${shown(after.audience)}`,
    differs(before.claimsProperty, after.claimsProperty) &&
      `with the claim ${shown(after.claimsProperty)} that names them`,
    differs(before.useExternalId, after.useExternalId) &&
      (after.useExternalId === true
        ? "whose claim holds their external ID"
        : after.useExternalId === false
          ? "whose claim holds the id of their identity, which no identity provider knows (use_external_id)"
          : "whose claim holds what use_external_id will say"),
    differs(before.keys, after.keys) && "that the new keys verify",
  ].filter((part) => part !== false);
  return parts.length === 0 ? "a token of another signer" : `a token ${parts.join(", and ")}`;
}

function differs(before: unknown, after: unknown): boolean {
  return before !== after;
}

function shown(value: TokenFacts["issuer"]): string {
  return value === NOT_KNOWN ? "that is known only after apply" : `"${value ?? ""}"`;
}
