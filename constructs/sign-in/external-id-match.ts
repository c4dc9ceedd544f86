import type { IConstruct } from "constructs";
import { Neighbours, type Place, proximity } from "../checks/neighbours";
import { inform } from "../checks/notice";
import { signInWays } from "./sign-in-ways";

/** Mapping settings, as far as sign-in depends on them. */
export interface MappingPlace extends Place {
  readonly setsExternalId: boolean;
  /** The policy that its identities get; undefined for the default policy. */
  readonly policy?: IConstruct;
}

/** The mapping settings of every app. */
export const mappings = new Neighbours<MappingPlace>();

const FIX = "give an integration an externalId, or take useExternalId out";

/**
 * The problems, at the end of the synthesis, of a signer that matches by external ID: the integrations of its
 * network give people a policy that accepts the signer, and none sets an external ID. Where the app cannot
 * tell whether they share a network, the signer is annotated instead.
 */
export function externalIdMatchProblems(signer: Place): string[] {
  const near = mappings
    .of(signer.construct)
    .map((mapping) => ({ mapping, where: proximity(signer, mapping) }))
    .filter(({ where }) => where !== "another network");
  if (near.some(({ mapping }) => mapping.setsExternalId)) return [];
  const relying = near.filter(({ mapping }) => accepts(mapping.policy, signer.construct));
  const [first] = relying;
  if (first === undefined) return [];
  const text =
    `useExternalId is true, and no integration sets an external ID, got ExternalId.none() at ` +
    `${first.mapping.construct.node.path}; nobody of it can sign in with a token of this signer: ${FIX}`;
  if (relying.some(({ where }) => where === "same network")) return [text];
  inform(signer.construct, text);
  return [];
}

/** Whether a policy accepts tokens of a signer. An imported policy and the default one may. */
function accepts(policy: IConstruct | undefined, signer: IConstruct): boolean {
  const ways = policy && signInWays.get(policy)?.();
  return ways === undefined || (ways.jwt && (ways.signers?.includes(signer) ?? true));
}
