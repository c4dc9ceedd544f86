import type { AdoptIdentities } from "../../../../contract/gateway/integration";
import { whyNotAdopted } from "../../../sync/adoption";
import type { CallLimits, ControllerApi, ControllerIdentity } from "../controller-api";
import { Refused } from "../controller-error";
import type { DesiredIdentity } from "./desired-identity";

/**
 * The identity there that a new user adopts, because the integration says so. Null when it adopts none, or
 * when nobody has the value.
 * @throws Refused for one that no integration may adopt: whoever the identity provider names like it would
 *   sign in as it.
 */
export async function findAdoptable(
  api: ControllerApi,
  adopts: AdoptIdentities,
  { name, externalId }: DesiredIdentity,
  limits: CallLimits,
): Promise<ControllerIdentity | null> {
  if (adopts === "never" || (adopts === "externalId" && externalId === null)) return null;
  const found =
    adopts === "name"
      ? await api.findByName(name, limits)
      : await api.findByExternalId(externalId ?? "", limits);
  if (found === null) return null;
  const why = obstacle(found);
  if (why === null) return found;
  const value = adopts === "name" ? name : externalId;
  const holder = `the identity ${JSON.stringify(found.name)} (${found.id})`;
  const message = `${holder} has it, and is not adopted: ${why}`;
  throw new Refused(message, adopts, value, { id: found.id, name: found.name }, why);
}

/** Why no integration may adopt an identity. Null when one may. */
function obstacle(identity: ControllerIdentity): string | null {
  const { isAdmin, isDefaultAdmin, isSystem, permissions, type, tags } = identity;
  return whyNotAdopted({ isAdmin, settings: { isDefaultAdmin, isSystem, permissions, type }, tags });
}

/** What an adopted identity becomes. What people set stays: role attributes and other tags. */
export function adopted(
  { roleAttributes, tags, ...values }: Omit<DesiredIdentity, "disabled">,
  there: ControllerIdentity,
): Omit<DesiredIdentity, "disabled"> {
  return {
    ...values,
    roleAttributes: [...new Set([...there.roleAttributes, ...roleAttributes])],
    tags: { ...there.tags, ...tags },
  };
}
