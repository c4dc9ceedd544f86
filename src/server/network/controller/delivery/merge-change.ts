import { TAG_INTEGRATION, TAG_USER } from "../../../../contract/edge/identity-tag";
import type { ControllerIdentity, ControllerSettings } from "../controller-api";
import type { DesiredIdentity } from "./desired-identity";

const VALUES = ["name", "externalId", "authPolicyId", "disabled"] as const;
type Value = (typeof VALUES)[number];

/** What was sent for an identity and may have arrived, although no read has shown it. */
export interface Offer {
  readonly values: readonly Value[];
  readonly roleAttributes: readonly string[];
  /** Whether a create was sent. Nothing else may be sent before a look-up has shown what became of it. */
  readonly isCreate: boolean;
}

/** What brings an identity from what it is to what it shall be. */
export interface MergedChange {
  readonly disabled: boolean | undefined;
  readonly settings: Partial<ControllerSettings>;
}

/** The offer of an attempt that is about to be made, with those of the attempts before it. */
export function offerOf(
  before: Offer | null,
  delivered: DesiredIdentity | null,
  desired: DesiredIdentity,
  isCreate: boolean,
): Offer {
  const values = VALUES.filter((value) => delivered === null || delivered[value] !== desired[value]);
  return {
    values: [...new Set([...(before?.values ?? []), ...values])],
    roleAttributes: [...new Set([...(before?.roleAttributes ?? []), ...desired.roleAttributes])],
    isCreate: isCreate || (before?.isCreate ?? false),
  };
}

/**
 * Merges what an identity shall be with what people made of it there. A value that did not change since the
 * last delivery stays as people set it (domain rules 9, 10 and 18). So do role attributes that this server
 * never sent (domain rule 12), and the tags of others.
 */
export function mergeChange(
  desired: DesiredIdentity,
  delivered: DesiredIdentity | null,
  offered: Offer,
  there: ControllerIdentity,
): MergedChange {
  const differs = (value: Value) => offered.values.includes(value) && desired[value] !== there[value];
  const ours = new Set([...(delivered?.roleAttributes ?? []), ...offered.roleAttributes]);
  const manual = there.roleAttributes.filter((attribute) => !ours.has(attribute));
  const roleAttributes = [...new Set([...desired.roleAttributes, ...manual])];
  const { [TAG_INTEGRATION]: _integration, [TAG_USER]: _user, ...foreign } = there.tags;
  const tags = { ...foreign, ...desired.tags };
  return {
    disabled: differs("disabled") ? desired.disabled : undefined,
    settings: {
      ...(differs("name") && { name: desired.name }),
      ...(differs("externalId") && { externalId: desired.externalId }),
      ...(differs("authPolicyId") && { authPolicyId: desired.authPolicyId }),
      ...(!sameSet(roleAttributes, there.roleAttributes) && { roleAttributes }),
      ...(!sameTags(tags, there.tags) && { tags }),
    },
  };
}

function sameSet(some: readonly string[], others: readonly string[]): boolean {
  const set = new Set(others);
  return some.length === set.size && some.every((one) => set.has(one));
}

function sameTags(some: DesiredIdentity["tags"], others: DesiredIdentity["tags"]): boolean {
  const names = new Set([...Object.keys(some), ...Object.keys(others)]);
  return [...names].every((name) => some[name] === others[name]);
}
