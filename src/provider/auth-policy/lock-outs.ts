import { isDeepStrictEqual } from "node:util";
import { exactly, those } from "../../contract/sign-in/count";
import { signerFacts } from "../../contract/sign-in/from-api";
import { NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import { changeFor, type People } from "../../contract/sign-in/people";
import type { DiagnosticText, PlannedOf, StateOf } from "../../tfplugin";
import { nameAndId } from "../api/names/name-and-id";
import { lockOutWarning } from "../sign-in/lock-out-warning";
import { type Looking, warnOfLockOut } from "../sign-in/look-ahead";
import { countPeople } from "../sign-in/people";
import { HOW_COUNTED, identities, sentence } from "../sign-in/words";
import { closedWays } from "./closed-ways";
import type { authPolicySchema } from "./schema";
import { plannedPolicyFacts } from "./sign-in-facts";

/**
 * Warns of a policy change that costs identities their sign-in. A new policy has no identities, and the API
 * refuses to destroy a policy in use.
 */
export async function warnOfPolicyLockOuts(
  prior: StateOf<typeof authPolicySchema> | null,
  plan: PlannedOf<typeof authPolicySchema> | null,
  looking: Looking,
): Promise<void> {
  if (prior === null || plan === null) return;
  const before = plannedPolicyFacts(prior);
  const after = plannedPolicyFacts(plan);
  const closed = closedWays(prior, plan);
  if (isDeepStrictEqual(before, after) && closed.length === 0) return;
  const subject = `auth policy ${nameAndId(prior)}`;
  await warnOfLockOut(subject, looking, async (client) => {
    const options = { signal: looking.signal };
    const people = await countPeople(client, { authPolicyId: prior.id }, options);
    if (people.total === 0) return null;
    const signers = (await client.jwtSigners.list({}, options)).map((one) => signerFacts(one.id, one));
    const change = changeFor(people, { policy: before, signers }, { policy: after, signers });
    const warning = lockOutWarning({
      subject,
      change,
      token: "a token of a JWT signer that the auth policy still allows",
      more: closed.map((way) => `- ${closedLine(way, people)}.`),
    });
    return warning ?? closedWarning(subject, closed, people);
  });
}

/** The warning when only ways in without a JWT close. Nobody knows who uses them. */
function closedWarning(subject: string, closed: readonly string[], people: People): DiagnosticText | null {
  const [first] = closed;
  if (first === undefined) return null;
  const some = those(exactly(people.total), NOT_KNOWN);
  return {
    summary: sentence(`${identities(some, `lose sign-in with ${first}`)}: ${subject}`),
    detail: [
      ...closed.map((way) => `- ${closedLine(way, people)}.`),
      "The API does not tell who uses it. Keep it allowed, or make sure that nobody does.",
      HOW_COUNTED,
    ].join("\n"),
  };
}

function closedLine(way: string, people: People): string {
  const some = those(exactly(people.total), NOT_KNOWN);
  return `${identities(some, `sign in with ${way}`)}, which the auth policy no longer allows`;
}
