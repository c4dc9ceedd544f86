import {
  type Adopted,
  type AdoptedIntegration,
  type AdoptedNetwork,
  type Expression,
  isMembers,
  type Members,
  Reference,
} from "../model/adopted";
import type { MainKind } from "../model/kind";
import { withoutTemplates } from "./text";

/**
 * Why each object is written as the resource beneath its construct, by kind and label. An object that is not
 * here fits its construct.
 */
export type AsResources = Readonly<Record<MainKind, ReadonlyMap<string, string>>>;

/** The limit of the construct for the description of a token. */
const LONGEST_DESCRIPTION = 200;

/**
 * Finds the objects that their constructs would refuse, or cannot express. The constructs refuse what locks
 * people out, and a live network may do that on purpose.
 */
export function asResources({
  signers,
  policies,
  integrations,
}: Pick<AdoptedNetwork, "signers" | "policies" | "integrations">): AsResources {
  const policy = reasons(policies, policyReason);
  const byLabel = new Map(policies.map((one) => [one.label, one]));
  const integration = reasons(integrations, (one) => integrationReason(one, policy, byLabel));
  // The construct of a signer looks at constructs alone.
  const constructs = integrations.filter(({ label }) => !integration.has(label));
  const setsExternalId = constructs.some(({ mapping }) => mapping?.arguments.external_id !== undefined);
  const isUnmatched = constructs.length > 0 && !setsExternalId;
  return {
    signer: reasons(signers, (one) =>
      isUnmatched && one.arguments.use_external_id === true
        ? "the construct expects an integration that sets an external ID"
        : null,
    ),
    policy,
    integration,
  };
}

/** How a policy lets people in. */
export function waysOf({ arguments: { primary } }: Adopted) {
  const way = (name: string): Members => {
    const members = isMembers(primary) ? primary[name] : undefined;
    return isMembers(members) ? members : {};
  };
  return { cert: way("cert"), extJwt: way("ext_jwt"), updb: way("updb") };
}

/** The signers that a policy names. */
export function signersOf(policy: Adopted): readonly Expression[] {
  const { allowed_signer_ids: named } = waysOf(policy).extJwt;
  return Array.isArray(named) ? named : [];
}

function policyReason(policy: Adopted): string | null {
  const { cert, extJwt, updb } = waysOf(policy);
  if (![cert, extJwt, updb].some(({ allowed }) => allowed === true)) {
    return "the construct expects a way to sign in";
  }
  return extJwt.allowed !== true && signersOf(policy).length > 0
    ? "the construct allows the JWT sign-in as soon as signers are named"
    : null;
}

function integrationReason(
  { mapping, token }: AdoptedIntegration,
  policies: ReadonlyMap<string, string>,
  byLabel: ReadonlyMap<string, Adopted>,
): string | null {
  if (mapping === null) return "the construct has mapping settings, which are left out here";
  const { auth_policy_id: policy, external_id } = mapping.arguments;
  if (policy instanceof Reference) {
    if (policies.has(policy.label)) return "its policy is a resource as well";
    const named = byLabel.get(policy.label);
    if (external_id === undefined && named !== undefined && needsJwt(named)) {
      return "the construct expects an external ID with a policy that lets people in by a JWT only";
    }
  }
  const { description } = token?.arguments ?? {};
  const isLong =
    typeof description === "string" && [...withoutTemplates(description)].length > LONGEST_DESCRIPTION;
  return isLong ? "the construct counts the escapes in the description of the token" : null;
}

function needsJwt(policy: Adopted): boolean {
  const { cert, extJwt, updb } = waysOf(policy);
  return extJwt.allowed === true && cert.allowed !== true && updb.allowed !== true;
}

function reasons<T extends Adopted>(
  objects: readonly T[],
  reasonOf: (one: T) => string | null,
): ReadonlyMap<string, string> {
  const found = objects.map((one) => [one.label, reasonOf(one)] as const);
  return new Map(found.filter((entry): entry is readonly [string, string] => entry[1] !== null));
}
