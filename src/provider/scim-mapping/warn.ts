import { isDeepStrictEqual } from "node:util";
import {
  containsUnknown,
  isUnknown,
  type PlannedOf,
  type PrivateState,
  type StateOf,
  type Unknown,
} from "../../tfplugin";
import { integrationName } from "../scim-integration/integration-name";
import { type Looking, signInNotKnown, warnOfLockOut } from "../sign-in/look-ahead";
import { isManagedHere } from "./managed-here";
import { mappingEffect } from "./mapping-effect";
import { DEFAULT_SETTINGS, type scimMappingSchema } from "./schema";
import type { MappingAttributes } from "./settings";
import { mappingWarning, settingsStayWarning, unknownMoveWarning } from "./warnings";

type Prior = StateOf<typeof scimMappingSchema>;
type Planned = PlannedOf<typeof scimMappingSchema>;

interface LookingAtMapping extends Looking {
  readonly privateState: PrivateState;
}

/** Warns of what a plan of mapping settings does to the identities of the integration. */
export async function warnOfMapping(
  prior: Prior | null,
  plan: Planned | null,
  looking: LookingAtMapping,
): Promise<void> {
  if (prior !== null && stopsManaging(prior.integration_id, plan)) await warnOfLeaving(prior, looking);
  if (plan === null) return;
  const { integration_id } = plan;
  if (isUnknown(integration_id)) {
    // A new integration has no identities yet. One that takes the place of another leaves some.
    if (prior !== null) await warnOfUnknownMove(prior.integration_id, looking);
    return;
  }
  if (prior?.integration_id === integration_id && isDeepStrictEqual(settingsOf(prior), settingsOf(plan)))
    return;
  const { auth_policy_id, ...others } = settingsOf(plan);
  if (containsUnknown(others)) {
    const why = "The settings are known only after apply.";
    looking.diagnostics.warning(signInNotKnown(subjectOf(integration_id), why));
    return;
  }
  await warnOfEffect(
    { integration_id, beginning: "The new mapping settings change" },
    { ...(others as MappingAttributes), auth_policy_id },
    looking,
  );
}

async function warnOfLeaving(prior: Prior, looking: LookingAtMapping): Promise<void> {
  const { integration_id, reset_on_destroy } = prior;
  if (reset_on_destroy) {
    const beginning = "Resetting the mapping settings changes";
    return warnOfEffect({ integration_id, beginning }, DEFAULT_SETTINGS, looking);
  }
  const { context, privateState, diagnostics } = looking;
  const planned = context?.integrations.planned(integration_id);
  // In a destroy, Terraform plans the integration after its mapping settings. Whether it stays shows then.
  if (planned === null && isManagedHere(privateState)) context?.integrations.abandonMapping(integration_id);
  else if (planned?.isGoing !== true)
    diagnostics.warning(settingsStayWarning(await nameOf(integration_id, looking)));
}

async function warnOfEffect(
  { integration_id, beginning }: { readonly integration_id: string; readonly beginning: string },
  wanted: Omit<MappingAttributes, "auth_policy_id"> & { readonly auth_policy_id: string | Unknown },
  looking: Looking,
): Promise<void> {
  await warnOfLockOut(subjectOf(integration_id), looking, async (client) => {
    const { signal } = looking;
    const effect = await mappingEffect(client, { integrationId: integration_id, wanted }, signal);
    const subject = subjectOf(await integrationName(integration_id, client, signal));
    return mappingWarning({ beginning, subject }, effect);
  });
}

async function warnOfUnknownMove(integrationId: string, looking: LookingAtMapping): Promise<void> {
  const planned = looking.context?.integrations.planned(integrationId) ?? null;
  const name = await nameOf(integrationId, looking);
  const count = await countOf(integrationId, looking);
  looking.diagnostics.warning(unknownMoveWarning(name, planned, count));
}

/** How many identities an integration has; null when nobody could ask. */
async function countOf(integrationId: string, { context, signal }: Looking): Promise<number | null> {
  try {
    return (await context?.client().identities.count({ integrationId }, { signal })) ?? null;
  } catch {
    // The warning matters more than the number.
    return null;
  }
}

/** Name and id of an integration, or the id alone while nobody can ask. */
async function nameOf(id: string, { context, signal }: Looking): Promise<string> {
  return context === null ? id : integrationName(id, context.client(), signal);
}

/**
 * Whether the plan stops managing the settings of that integration. With an unknown integration id this is
 * not certain, and the answer is no: the new integration mostly replaces the old one.
 */
function stopsManaging(
  integrationId: string,
  plan: { readonly integration_id: string | Unknown } | null,
): boolean {
  return plan === null || (!isUnknown(plan.integration_id) && plan.integration_id !== integrationId);
}

function subjectOf(integration: string): string {
  return `mapping settings of the SCIM integration ${integration}`;
}

function settingsOf({ identity_name, identity_name_conflict, auth_policy_id, external_id }: Planned) {
  return { identity_name, identity_name_conflict, auth_policy_id, external_id };
}
