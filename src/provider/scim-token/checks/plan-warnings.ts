import type { Client } from "../../../client/client";
import { type Diagnostics, isUnknown, type Unknown } from "../../../tfplugin";
import { NOT_CONFIGURED } from "../../api/not-configured";
import { isMintOf } from "../mint/unanswered-mint";
import type { PreviousToken } from "../previous-token";
import { hasTriggers, type PlannedSlot, type PriorSlot, plannedRotation } from "../rotation";
import { liveToken } from "../slot";
import { checkOverlap } from "./check-overlap";
import { rotationWarning } from "./rotation-warning";

interface Prior extends PriorSlot, PreviousToken {
  readonly storage: string;
  readonly token: string | null;
  readonly integration_id: string;
  readonly revoke_on_destroy: boolean;
}
interface Planned extends PlannedSlot {
  readonly integration_id: string | Unknown;
}

/**
 * Warns of what a plan does to SCIM, and of a token that needs attention. An overlap that the server does not
 * offer is an error.
 */
export async function warnOfToken(given: {
  readonly prior: Prior | null;
  readonly plan: Planned | null;
  readonly now: number;
  /** A token whose end is nearer than this is warned of; in milliseconds. */
  readonly expiryWarningMs: number;
  readonly clientSecret: string | null;
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
    await warnOfCreate({ ...given, integration_id, overlap });
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

/**
 * Says what a plan does to SCIM while nobody can ask the API. A slot that stays as it is needs no word, nor
 * does one on a new integration.
 */
export function warnWithoutApi(prior: Prior | null, plan: Planned | null, diagnostics: Diagnostics): void {
  if (plan === null) {
    if (prior !== null) warnOfDestroy(prior, diagnostics);
    return;
  }
  const { integration_id: id } = plan;
  if (isUnknown(id)) return;
  if (prior !== null && id === prior.integration_id && plannedRotation(prior, plan) === null) return;
  diagnostics.warning({
    summary: `What the new auth token does to the SCIM integration ${id} is not known`,
    detail: `${NOT_CONFIGURED} A new token may end one that is in use.`,
  });
}

async function warnOfCreate(given: {
  readonly integration_id: string;
  readonly overlap: Planned["overlap"];
  readonly now: number;
  readonly clientSecret: string | null;
  readonly client: () => Client;
  readonly signal: AbortSignal;
  readonly diagnostics: Diagnostics;
}) {
  const { integration_id: id, overlap, now, clientSecret, signal } = given;
  const live = liveToken(await given.client().tokens.list(id, { signal }));
  if (live === null) return;
  const name = await nameOf(id, given.client(), signal);
  const when = overlap === null || isUnknown(overlap) ? "at once" : `${overlap} later`;
  const isFirst = isMintOf(live, { integration_id: id, generation: 1 }, { clientSecret, now: () => now });
  given.diagnostics.warning({
    attribute: "integration_id",
    summary: `The SCIM integration ${name} already has a live auth token`,
    detail: isFirst
      ? `A slot of this API account minted the token ${live.id} at ${live.createdAt}. If an earlier run got ` +
        "no answer to that, the apply gets this token. If another slot has it, use one slot per integration."
      : `A new token ends the token ${live.id}, created at ${live.createdAt}, ${when}. If that one is in ` +
        "use, import it instead. If another slot has it, use one slot per integration.",
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
          ? "Somebody minted it outside this slot. The slot takes it over with the next refresh, without " +
            "its value."
          : "Somebody minted it outside this slot, or an earlier run did and got no answer (more than a day " +
            "ago, or without a client secret). The token in the state no longer opens the integration, or " +
            "not for long. The provider leaves the other token alone because it may already be in use. To " +
            `replace it, set on_external_rotation = "rotate" or ${changeTriggers(prior)}. To keep the other ` +
            'token without its value, set on_external_rotation = "adopt".',
    });
  } else if (prior.storage === "state" && prior.token === null) {
    const name = await nameOf(prior.integration_id, client(), signal);
    diagnostics.warning({
      summary: `The value of the auth token of the SCIM integration ${name} is not known`,
      detail:
        "The token was imported or not stored, and the API shows a token only when it mints it. The " +
        "next rotation brings a value.",
    });
  }
}

/** Whether the token ends soon and no `rotate_before` rotates it in time. */
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
      "After that SCIM stops until the identity provider has a new one. To rotate it now, " +
      `${changeTriggers(prior)}. To have it rotated in time, set rotate_before. To choose how early ` +
      "this warning comes, set expiry_warning (NF_EXPIRY_WARNING) in the provider block.",
  });
}

/** How to rotate a slot at once. Completes "To …, ". */
function changeTriggers(prior: Prior): string {
  return hasTriggers(prior)
    ? "change rotation_triggers"
    : "give it rotation_triggers, apply, and change them (the first ones do not rotate it)";
}

function warnOfDestroy(prior: Prior, diagnostics: Diagnostics): void {
  if (prior.revoke_on_destroy || prior.status !== "live") return;
  const howLong = prior.expires_at === null ? "for ever" : `until ${prior.expires_at}`;
  diagnostics.warning({
    summary: "The auth token stays valid",
    detail:
      `revoke_on_destroy is false. The token of the SCIM integration ${prior.integration_id} opens it ` +
      `${howLong}, and nothing manages it any more.`,
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
