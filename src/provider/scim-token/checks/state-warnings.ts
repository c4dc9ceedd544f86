import { type Diagnostics, isUnknown, type Unknown } from "../../../tfplugin";
import { samePem } from "../../validators/certificate";
import { changeTriggers } from "./change-triggers";
import { type Asked, type ExpectedUse, type UnusedSlot, unusedWarning } from "./unused-token";

/** The part of the state that may need attention. */
export interface WatchedSlot extends UnusedSlot {
  readonly token: string | null;
  readonly token_sealed: string | null;
  readonly sealing_public_key: string | null;
  readonly expires_at: string | null;
  readonly rotate_before: string | null;
}

interface Planned extends ExpectedUse {
  readonly on_external_rotation: string | Unknown;
  readonly storage: string | Unknown;
  readonly sealing_public_key: string | null | Unknown;
}

interface StateAsked extends Asked {
  readonly expiryWarningMs: number;
  readonly diagnostics: Diagnostics;
}

/** Warns of a token that needs attention and that the plan does not rotate. */
export async function warnOfState(slot: WatchedSlot, plan: Planned, asked: StateAsked): Promise<void> {
  const { diagnostics, integration } = asked;
  if (slot.status === "superseded") warnOfOtherToken(slot, plan, await integration(), diagnostics);
  else if (isValueMissing(slot)) {
    diagnostics.warning({
      summary: "The value of an auth token is not known",
      detail:
        `SCIM integration ${await integration()}: the token was imported or not stored, and the API shows ` +
        "a token only when it mints it. The next rotation brings a value.",
    });
  } else if (staysSealed(slot, plan)) {
    diagnostics.warning({
      attribute: "sealing_public_key",
      summary: "An auth token stays sealed for the former key",
      detail:
        `SCIM integration ${await integration()}: a changed sealing_public_key takes effect with the next ` +
        `rotation. Until then, keep the former private key. To rotate the token, ${changeTriggers(slot)}.`,
    });
  }
  const unused = await unusedWarning(slot, plan, asked);
  if (unused !== null) diagnostics.warning(unused);
  if (endsSoon(slot, asked)) {
    diagnostics.warning({
      summary: "An auth token ends soon",
      detail:
        `The token of the SCIM integration ${await integration()} ends at ${slot.expires_at}. After that ` +
        "SCIM stops until the identity provider has a new one. To rotate it now, " +
        `${changeTriggers(slot)}. To have it rotated in time, set rotate_before. To choose how early ` +
        "this warning comes, set expiry_warning (NF_EXPIRY_WARNING) in the provider block.",
    });
  }
}

function warnOfOtherToken(
  slot: WatchedSlot,
  { on_external_rotation }: Planned,
  integration: string,
  diagnostics: Diagnostics,
): void {
  const isAdopted = on_external_rotation === "adopt";
  diagnostics.warning({
    summary: isAdopted
      ? "Another auth token will be taken over"
      : "Another token is the live one of a SCIM integration",
    detail: isAdopted
      ? `SCIM integration ${integration}: somebody minted it outside this slot. The slot takes it over ` +
        "with the next refresh, without its value."
      : `SCIM integration ${integration}: somebody minted it outside this slot, or an earlier run did and ` +
        "got no answer (more than a day ago, or without a client secret). The token in the state no longer " +
        "opens the integration, or not for long. The provider leaves the other token alone because it may " +
        `already be in use. To replace it, set on_external_rotation = "rotate" or ` +
        `${changeTriggers(slot)}. ` +
        'To keep the other token without its value, set on_external_rotation = "adopt".',
  });
}

/** Whether the state should have the value of the token, in clear text or sealed, and has none. */
function isValueMissing({ storage, token, token_sealed }: WatchedSlot): boolean {
  return (storage === "state" && token === null) || (storage === "sealed" && token_sealed === null);
}

/** Whether the plan changes the key of a token that is sealed. */
function staysSealed(slot: WatchedSlot, { storage, sealing_public_key: key }: Planned): boolean {
  if (slot.token_sealed === null || storage !== "sealed") return false;
  if (key === null || isUnknown(key) || slot.sealing_public_key === null) return false;
  return !samePem(key, slot.sealing_public_key);
}

/** Whether the token ends soon and no `rotate_before` rotates it in time. */
function endsSoon(
  { status, expires_at, rotate_before }: WatchedSlot,
  { now, expiryWarningMs }: StateAsked,
): boolean {
  if (status !== "live" || expires_at === null || rotate_before !== null) return false;
  return Date.parse(expires_at) - now < expiryWarningMs;
}
