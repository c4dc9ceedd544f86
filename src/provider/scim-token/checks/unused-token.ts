import type { Client } from "../../../client/client";
import { type DiagnosticText, isUnknown, type Unknown } from "../../../tfplugin";
import { durationSeconds } from "../../validators/duration";
import { changeTriggers } from "./change-triggers";

/** The part of the state that tells of a token whether somebody should have used it. */
export interface UnusedSlot {
  readonly integration_id: string;
  readonly token_id: string;
  readonly status: string;
  readonly storage: string;
  /** Null when the slot did not mint the token. */
  readonly fingerprint: string | null;
  readonly created_at: string;
  readonly previous_expires_at: string | null;
  readonly rotation_triggers: Readonly<Record<string, string>> | null;
}

/** The part of the plan that says when. */
export interface ExpectedUse {
  readonly expected_use_within: string | null | Unknown;
}

/** What a warning may ask, and by which clock it goes. */
export interface Asked {
  /** Name and id of the integration. */
  readonly integration: () => Promise<string>;
  readonly client: () => Client;
  readonly now: number;
  readonly signal: AbortSignal;
}

/**
 * The warning of a live token that nobody has used: later than `expected_use_within` allows, or while only
 * its own apply could hand it over. Null for any other. When a token was used is no part of the state,
 * because each refresh would find it changed.
 */
export async function unusedWarning(
  slot: UnusedSlot,
  { expected_use_within: within }: ExpectedUse,
  asked: Asked,
): Promise<DiagnosticText | null> {
  if (slot.status !== "live") return null;
  const isNowhere = slot.storage === "none" && slot.fingerprint !== null;
  const isLate = within !== null && !isUnknown(within) && isOver(slot.created_at, within, asked.now);
  if ((!isNowhere && !isLate) || !(await isNeverUsed(slot, asked))) return null;
  const integration = await asked.integration();
  return isLate ? lateWarning(slot, within, integration) : nowhereWarning(slot, integration);
}

/** Whether the API says that nobody has used the token of a slot. */
export async function isNeverUsed(
  { integration_id, token_id }: Pick<UnusedSlot, "integration_id" | "token_id">,
  { client, signal }: Pick<Asked, "client" | "signal">,
): Promise<boolean> {
  const tokens = await client().tokens.shared(integration_id, token_id, { signal });
  return tokens.find(({ id }) => id === token_id)?.lastUsedAt === null;
}

function isOver(since: string, duration: string, now: number): boolean {
  return now - Date.parse(since) >= (durationSeconds(duration) ?? 0) * 1000;
}

function lateWarning(slot: UnusedSlot, within: string, integration: string): DiagnosticText {
  const { token_id, created_at, previous_expires_at, storage } = slot;
  const former =
    previous_expires_at === null
      ? "If the identity provider has another token, SCIM has stopped."
      : `The former token stays valid until ${previous_expires_at}: SCIM stops then.`;
  const rotate =
    storage === "none"
      ? ` With storage = "none" nobody has it any more if its apply did not hand it over. In that case ` +
        `rotate it: ${changeTriggers(slot)}.`
      : "";
  return {
    attribute: "expected_use_within",
    summary: "Nobody has used an auth token in the time expected",
    detail:
      `SCIM integration ${integration}: the token ${token_id} was issued at ${created_at}, and nobody used ` +
      `it within ${within}. ${former} Give the identity provider this token, by hand or with ` +
      `netfoundry-scim connect okta, entra or google.${rotate} This warning ends with the first ` +
      `push. If the ` +
      "identity provider sends nothing while nothing changes, take expected_use_within out.",
  };
}

function nowhereWarning(slot: UnusedSlot, integration: string): DiagnosticText {
  return {
    summary: "Nobody has used an auth token that is stored nowhere",
    detail:
      `SCIM integration ${integration}, token ${slot.token_id}: with storage = "none" only the ` +
      "apply that minted the token could hand it over. If that failed, as when the secret store was " +
      "down, the value is lost, and a write-only argument gets the placeholder or null in this run. In " +
      `that case rotate the token: ${changeTriggers(slot)}. Otherwise this warning ends with the ` +
      "first push.",
  };
}
