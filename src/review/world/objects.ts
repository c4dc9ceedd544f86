import type { PolicyFacts, SignerFacts } from "../../contract/sign-in/facts";
import type { MaybeKnown } from "../../contract/sign-in/maybe-known";
import type { PlannedChange } from "../plan/plan";

/** What every object of a network has. */
export interface NetworkObject {
  /** Its id. A new object has none yet: it gets one of the review's own. */
  readonly id: string;
  /** Id of its network; null when nobody says. */
  readonly networkId: string | null;
  readonly name: string;
  /** The change of the plan that manages it; null for an object that only the API knows. */
  readonly change: PlannedChange | null;
}

export interface PolicyObject extends NetworkObject {
  readonly facts: PolicyFacts;
  readonly certAllowed: MaybeKnown<boolean>;
  readonly updbAllowed: MaybeKnown<boolean>;
}

export interface SignerObject extends NetworkObject {
  readonly facts: SignerFacts;
}

export interface IntegrationObject extends NetworkObject {
  readonly url: string | null;
}

/** The mapping settings of an integration. */
export interface MappingObject {
  readonly integrationId: string;
  readonly networkId: string | null;
  /** Id of the auth policy that identities get. */
  readonly policyId: MaybeKnown<string>;
  /** In the words of a configuration, as `user_name`. */
  readonly identityName: MaybeKnown<string>;
  readonly identityNameConflict: MaybeKnown<string>;
  /** In the words of a configuration: `none`, `user_name`, `primary_email` or `custom`. */
  readonly externalIdSource: MaybeKnown<string>;
  readonly externalIdPath: MaybeKnown<string | null>;
  readonly change: PlannedChange | null;
}

/** Whether two mappings do the same to identities. */
export function sameSettings(one: MappingObject, other: MappingObject): boolean {
  return (
    one.policyId === other.policyId &&
    one.identityName === other.identityName &&
    one.identityNameConflict === other.identityNameConflict &&
    one.externalIdSource === other.externalIdSource &&
    one.externalIdPath === other.externalIdPath
  );
}
