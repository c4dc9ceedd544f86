import type { Client } from "../../../client/client";
import { type Diagnostics, isUnknown, type Unknown } from "../../../tfplugin";
import { NOT_CONFIGURED } from "../../api/not-configured";
import { integrationName } from "../../scim-integration/integration-name";
import { isMintOf } from "../mint/unanswered-mint";
import type { PreviousToken } from "../previous-token";
import { DUE, plannedRotation } from "../rotation";
import { liveToken } from "../slot";
import { checkOverlap, checkOverlapOfNew } from "./check-overlap";
import { neverEndsWarning, type PlannedLifetime, type PriorLifetime } from "./never-ends";
import { rotationWarning } from "./rotation-warning";
import { type WatchedSlot, warnOfState } from "./state-warnings";
import { isNeverUsed } from "./unused-token";

/**
 * Terraform shows warnings with equal summaries as one, with the detail of the first. So a kind of warning
 * has one summary, no two kinds share one, and the detail names the integration.
 */
interface Prior extends PriorLifetime, PreviousToken, WatchedSlot {
  readonly integration_id: string;
  readonly revoke_on_destroy: boolean;
}
interface Planned extends PlannedLifetime {
  readonly storage: string | Unknown;
  readonly sealing_public_key: string | null | Unknown;
  readonly expected_use_within: string | null | Unknown;
}

/** A plan to look at, and what to ask. */
export interface TokenPlan {
  readonly prior: Prior | null;
  readonly plan: Planned | null;
  /** As in `plannedRotation`. */
  readonly lookedAt: string | null;
  readonly now: number;
  /** A token whose end is nearer than this is warned of; in milliseconds. */
  readonly expiryWarningMs: number;
  readonly clientSecret: string | null;
  readonly client: () => Client;
  readonly signal: AbortSignal;
  readonly diagnostics: Diagnostics;
}

/**
 * Warns of what a plan does to SCIM, and of a token that needs attention. An overlap that the server does not
 * offer is an error.
 */
export async function warnOfToken(given: TokenPlan): Promise<void> {
  const { prior, plan, client, signal, diagnostics } = given;
  if (plan === null) {
    if (prior !== null && staysValid(prior))
      warnOfValidToken(prior, await integrationOf(prior, given), diagnostics);
    return;
  }
  const nameOf = (id: string) => integrationName(id, client(), signal);
  const endless = await neverEndsWarning(prior, plan, given.lookedAt, nameOf);
  if (endless !== null) diagnostics.warning(endless);
  const { integration_id, overlap } = plan;
  const isMoved = prior !== null && integration_id !== prior.integration_id;
  if (isMoved && isUnknown(integration_id)) warnOfUnknownMove(await integrationOf(prior, given), diagnostics);
  if (isMoved && staysValid(prior)) warnOfValidToken(prior, await integrationOf(prior, given), diagnostics);
  if (isUnknown(integration_id)) {
    if (overlap !== null && !isUnknown(overlap))
      await checkOverlapOfNew(overlap, client(), signal, diagnostics);
    return;
  }
  if (overlap !== null && !isUnknown(overlap)) {
    await checkOverlap({ integration_id, overlap }, client(), signal, diagnostics);
    if (diagnostics.hasErrors) return;
  }
  if (prior === null || isMoved) {
    await warnOfCreate({ ...given, integration_id, overlap });
    return;
  }
  const rotation = plannedRotation(prior, plan, given.lookedAt);
  if (rotation === null) {
    await warnOfState(prior, plan, { ...given, integration: () => integrationOf(prior, given) });
    return;
  }
  const isDue = rotation.dueAt !== undefined && given.now >= Date.parse(rotation.dueAt);
  const settled = isDue ? { cause: DUE, isOpen: false } : rotation;
  const isUnused = prior.status === "live" && (await isNeverUsed(prior, given));
  const integration = await integrationOf(prior, given);
  diagnostics.warning(rotationWarning(prior, { ...settled, integration, overlap, isUnused }));
}

/**
 * Says what a plan does to SCIM while nobody can ask the API. A slot that stays as it is needs no word, nor
 * does one on a new integration.
 */
export async function warnWithoutApi(
  prior: Prior | null,
  plan: Planned | null,
  lookedAt: string | null,
  diagnostics: Diagnostics,
): Promise<void> {
  if (plan === null) {
    if (prior !== null && staysValid(prior)) warnOfValidToken(prior, prior.integration_id, diagnostics);
    return;
  }
  const endless = await neverEndsWarning(prior, plan, lookedAt, (id) => Promise.resolve(id));
  if (endless !== null) diagnostics.warning(endless);
  const { integration_id: id } = plan;
  if (isUnknown(id)) {
    if (prior !== null) warnOfUnknownMove(prior.integration_id, diagnostics);
    return;
  }
  if (prior !== null && id === prior.integration_id && plannedRotation(prior, plan, lookedAt) === null)
    return;
  diagnostics.warning({
    summary: "What a new auth token does is not known",
    detail: `SCIM integration ${id}: ${NOT_CONFIGURED} A new token may end one that is in use.`,
  });
}

function integrationOf({ integration_id }: Prior, { client, signal }: TokenPlan): Promise<string> {
  return integrationName(integration_id, client(), signal);
}

async function warnOfCreate(
  given: TokenPlan & { readonly integration_id: string; readonly overlap: Planned["overlap"] },
): Promise<void> {
  const { integration_id: id, overlap, now, clientSecret, signal } = given;
  const live = liveToken(await given.client().tokens.list(id, { signal }));
  if (live === null) return;
  const integration = await integrationName(id, given.client(), signal);
  const when = overlap === null || isUnknown(overlap) ? "at once" : `${overlap} later`;
  const isFirst = isMintOf(live, { integration_id: id, generation: 1 }, { clientSecret, now: () => now });
  given.diagnostics.warning({
    attribute: "integration_id",
    summary: isFirst
      ? "A SCIM integration already has the live auth token of a slot"
      : "A SCIM integration already has a live auth token",
    detail: isFirst
      ? `${integration}: a slot of this API account minted the token ${live.id} at ${live.createdAt}. If ` +
        "an earlier run got no answer to that, the apply gets this token. If another slot has it, use one " +
        "slot per integration."
      : `${integration}: a new token ends the token ${live.id}, created at ${live.createdAt}, ${when}. If ` +
        "that one is in use, import it instead. If another slot has it, use one slot per integration.",
  });
}

/** A slot whose integration is replaced sees that the id becomes unknown. */
function warnOfUnknownMove(integration: string, diagnostics: Diagnostics): void {
  diagnostics.warning({
    attribute: "integration_id",
    summary: "An auth token goes to a SCIM integration that is not known yet",
    detail:
      `The slot leaves the SCIM integration ${integration}, which may itself be replaced. The new ` +
      "integration has another URL and another token: SCIM stops until the identity provider has both.",
  });
}

/** Whether the token outlives a slot that goes. */
function staysValid({ revoke_on_destroy, status }: Prior): boolean {
  return !revoke_on_destroy && status === "live";
}

function warnOfValidToken(prior: Prior, integration: string, diagnostics: Diagnostics): void {
  const howLong = prior.expires_at === null ? "for ever" : `until ${prior.expires_at}`;
  diagnostics.warning({
    summary: "An auth token stays valid without its slot",
    detail:
      `revoke_on_destroy is false. The token ${prior.token_id} of the SCIM integration ${integration} ` +
      `opens it ${howLong}, and nothing manages it any more.`,
  });
}
