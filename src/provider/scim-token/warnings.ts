import type { Client } from "../../client/client";
import { type Diagnostics, isUnknown, type Unknown } from "../../tfplugin";
import { checkOverlap } from "./overlap-check";
import type { PreviousToken } from "./previous-token";
import { hasTriggers, type PlannedSlot, type PriorSlot, plannedRotation } from "./rotation";
import { rotationWarning } from "./rotation-warning";
import { liveToken } from "./slot";

interface Prior extends PriorSlot, PreviousToken {
  readonly storage: string;
  readonly token: string | null;
  readonly integration_id: string;
  readonly revoke_on_destroy: boolean;
}
interface Planned extends PlannedSlot {
  readonly integration_id: string | Unknown;
}

/** What a plan has to say about people who sync through the integration; an overlap that is not to be had is an error. */
export async function warnOfToken(given: {
  readonly prior: Prior | null;
  readonly plan: Planned | null;
  readonly now: number;
  /** How long before its end a token is warned of, in milliseconds. */
  readonly expiryWarningMs: number;
  readonly client: () => Client;
  readonly signal: AbortSignal;
  readonly diagnostics: Diagnostics;
}): Promise<void> {
  const { prior, plan, client, signal, diagnostics } = given;
  if (plan === null) {
    if (prior !== null) warnOfDestroy(prior, diagnostics);
    return;
  }
  const { integration_id, overlap } = plan;
  if (isUnknown(integration_id)) return;
  if (prior !== null && integration_id !== prior.integration_id) warnOfDestroy(prior, diagnostics);
  if (overlap !== null && !isUnknown(overlap)) {
    await checkOverlap({ integration_id, overlap }, client(), signal, diagnostics);
    if (diagnostics.hasErrors) return;
  }
  if (prior === null || integration_id !== prior.integration_id) {
    await warnOfCreate({ integration_id, overlap }, client(), signal, diagnostics);
    return;
  }
  const rotation = plannedRotation(prior, plan);
  if (rotation === null) {
    await warnOfState(prior, plan, client, signal, diagnostics);
    if (endsSoon(prior, given.now, given.expiryWarningMs))
      await warnOfEnd(prior, client(), signal, diagnostics);
    return;
  }
  const name = await nameOf(prior.integration_id, client(), signal);
  diagnostics.warning(rotationWarning(prior, { ...rotation, name, overlap }));
}

async function warnOfCreate(
  { integration_id: id, overlap }: { readonly integration_id: string; readonly overlap: Planned["overlap"] },
  client: Client,
  signal: AbortSignal,
  diagnostics: Diagnostics,
) {
  const live = liveToken(await client.tokens.list(id, { signal }));
  if (live === null) return;
  const name = await nameOf(id, client, signal);
  const when = overlap === null || isUnknown(overlap) ? "at once" : `${overlap} later`;
  diagnostics.warning({
    attribute: "integration_id",
    summary: `The SCIM integration ${name} already has a live auth token`,
    detail:
      `Minting another one ends the token ${live.id}, created at ${live.createdAt}, ${when}. If it is in use, import it ` +
      "instead; if another slot has it, use one slot per integration.",
  });
}

async function warnOfState(
  prior: Prior,
  plan: Planned,
  client: () => Client,
  signal: AbortSignal,
  diagnostics: Diagnostics,
) {
  if (prior.status === "superseded") {
    const name = await nameOf(prior.integration_id, client(), signal);
    diagnostics.warning({
      summary: `Another token is the live one of the SCIM integration ${name}`,
      detail:
        plan.on_external_rotation === "adopt"
          ? "Somebody minted it outside this slot. The slot takes it over with the next refresh, without its value."
          : "Somebody minted it outside this slot, or an earlier run did and got no answer. The token in the state opens nothing any " +
            "more, or not for long. The other one is left alone because it may already be in use. To replace it with a new one, or to " +
            'have the one of that run after all within a day of it, set on_external_rotation = "rotate" or ' +
            `${changeTriggers(prior)}; to keep it without its value, set on_external_rotation = "adopt".`,
    });
  } else if (prior.storage === "state" && prior.token === null) {
    const name = await nameOf(prior.integration_id, client(), signal);
    diagnostics.warning({
      summary: `The value of the auth token of the SCIM integration ${name} is not known`,
      detail:
        "It was imported or not stored, and a token is shown only when it is minted. The next rotation brings a value.",
    });
  }
}

/** Whether the token ends soon without `rotate_before`, which would have it rotated in time. */
function endsSoon(
  { status, expires_at, rotate_before }: Prior,
  now: number,
  expiryWarningMs: number,
): boolean {
  if (status !== "live" || expires_at === null || rotate_before !== null) return false;
  return Date.parse(expires_at) - now < expiryWarningMs;
}

async function warnOfEnd(
  prior: Prior,
  client: Client,
  signal: AbortSignal,
  diagnostics: Diagnostics,
): Promise<void> {
  const name = await nameOf(prior.integration_id, client, signal);
  diagnostics.warning({
    summary: `The auth token of the SCIM integration ${name} ends at ${prior.expires_at}`,
    detail:
      `After that SCIM stops until the identity provider has a new one. To rotate it now, ${changeTriggers(prior)}; to have ` +
      "it rotated in time by itself, set rotate_before. How early this is said is decided by expiry_warning " +
      "(NF_EXPIRY_WARNING) in the provider block.",
  });
}

/** How somebody rotates a slot at once; completes "to …, ". */
function changeTriggers(prior: Prior): string {
  return hasTriggers(prior)
    ? "change rotation_triggers"
    : "give it rotation_triggers, apply, and change them (the first ones do not rotate it)";
}

function warnOfDestroy(prior: Prior, diagnostics: Diagnostics): void {
  if (prior.revoke_on_destroy || prior.status !== "live") return;
  diagnostics.warning({
    summary: "The auth token stays valid",
    detail:
      `revoke_on_destroy is false, so the token of the SCIM integration ${prior.integration_id} opens it ` +
      `${prior.expires_at === null ? "for ever" : `until ${prior.expires_at}`} although nothing manages it any more.`,
  });
}

async function nameOf(id: string, client: Client, signal: AbortSignal): Promise<string> {
  try {
    return `"${(await client.integrations.shared(id, { signal })).name}"`;
  } catch {
    // The warning matters more than the name.
    return id;
  }
}
