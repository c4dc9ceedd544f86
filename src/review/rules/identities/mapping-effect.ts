import { exactly } from "../../../contract/sign-in/count";
import { type SignInChange, signInChange, sumOfChanges } from "../../../contract/sign-in/sign-in-change";
import type { Review } from "../../findings/rule";
import { signInFacts } from "../../world/sign-in";
import type { MappingChange } from "./mapping-changes";

/**
 * What new mapping settings do to the sign-in of the integration's people. Null when a policy is not known,
 * or when nobody told the settings of today.
 */
export function mappingEffect(
  { before, after, people, preview }: MappingChange,
  { worlds }: Review,
): SignInChange | null {
  if (before === null) return null;
  const was = worlds.before.policy(before.policyId, before.networkId);
  const is = worlds.after.policy(after.policyId, after.networkId);
  if (was === null || is === null) return null;
  const facts = (hasExternalId: boolean) => signInFacts(worlds.before, was, before.networkId, hasExternalId);
  const later = (hasExternalId: boolean) => signInFacts(worlds.after, is, after.networkId, hasExternalId);
  const losesAll = after.externalIdSource === "none" && before.externalIdSource !== "none";
  const lost = preview === null ? null : exactly(preview.externalIdLost);
  const kept =
    preview === null || people.withExternalId.atMost === null
      ? people.withExternalId
      : exactly(Math.max(0, people.withExternalId.atMost - preview.externalIdLost));
  return sumOfChanges([
    signInChange(facts(false), later(false), people.withoutExternalId),
    ...(lost === null ? [] : [signInChange(facts(true), later(false), lost)]),
    signInChange(facts(true), later(!losesAll || lost !== null), kept),
  ]);
}
