import type { Obstacle } from "../../contract/sign-in/can-sign-in";
import { type Count, countText } from "../../contract/sign-in/count";

/** "25 identities lose …", "at most 1 identity loses …": a count with its noun and perhaps a verb. */
export function identities(count: Count, verb = ""): string {
  const isOne = count.atMost === 1;
  const noun = `${countText(count)} ${isOne ? "identity" : "identities"}`;
  return verb === "" ? noun : `${noun} ${isOne ? singular(verb) : verb}`;
}

/** The text with a capital letter first. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What to do so that identities can sign in. */
export const REMEDIES: Readonly<Record<Obstacle, string>> = {
  IDENTITY_DISABLED: 'Keep them with identities_on_destroy = "keep", applied first.',
  POLICY_FORBIDS_EXT_JWT:
    "Keep primary.ext_jwt.allowed = true, or give them another auth policy first (auth_policy_id of " +
    "netfoundry_scim_mapping).",
  NO_ENABLED_SIGNER_ALLOWED:
    "Keep a signer of their identity provider enabled, and in allowed_signer_ids of the auth policy.",
  NO_EXTERNAL_ID:
    "Give them external IDs (external_id of netfoundry_scim_mapping), or allow a signer that matches by id.",
  NO_SECOND_SIGNER:
    "Keep the signer of secondary.jwt_signer_id enabled, and let it match by what the identities have.",
};

/** What the counts leave out. */
export const HOW_COUNTED =
  "Disabled identities are counted too. Other changes of the same plan are not taken into account.";

const SINGULAR: Readonly<Record<string, string>> = { are: "is", clash: "clashes", have: "has" };

function singular(verb: string): string {
  const [first = "", ...others] = verb.split(" ");
  return [SINGULAR[first] ?? `${first}s`, ...others].join(" ");
}
