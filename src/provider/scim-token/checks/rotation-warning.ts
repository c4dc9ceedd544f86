import { type DiagnosticText, isUnknown, type Unknown } from "../../../tfplugin";
import { awaitsAnswer } from "../mint/unanswered-mint";
import type { PreviousToken } from "../previous-token";
import type { Rotation } from "../rotation";

interface Rotated extends PreviousToken {
  readonly status: string;
  readonly rotation_due: boolean;
  readonly token_id: string;
  readonly created_at: string;
}

interface NamedRotation extends Rotation {
  /** Name and id of the integration. */
  readonly integration: string;
  readonly overlap: string | null | Unknown;
  /** Whether nobody has used the token that the rotation replaces. */
  readonly isUnused: boolean;
}

/**
 * The warning of a rotation: why it happens, and what stops until the identity provider has the new token.
 */
export function rotationWarning(slot: Rotated, rotation: NamedRotation): DiagnosticText {
  const { integration, cause, isOpen, overlap, isUnused } = rotation;
  const because = `SCIM integration ${integration}: this happens ${isOpen ? "if" : "because"} ${cause}.`;
  return {
    summary: whatHappens(slot, rotation),
    detail: [because, whatStops(slot, overlap), whatElseEnds(slot), isUnused ? whoseTurn(slot) : ""]
      .filter((text) => text !== "")
      .join(" "),
  };
}

function whatHappens(slot: Rotated, { isOpen, overlap }: NamedRotation): string {
  const verb = isOpen ? "may" : "will";
  if (awaitsAnswer(slot)) return `An auth token of an earlier run ${verb} come into its slot`;
  if (slot.status !== "live" && slot.status !== "superseded")
    return `An auth token that has ended ${verb} be replaced`;
  const token = slot.status === "live" ? "An auth token" : "An auth token minted outside its slot";
  if (isUnknown(overlap)) return `${token} ${verb} be rotated, with an overlap that is not known yet`;
  return overlap === null
    ? `${token} ${verb} be rotated, and the old one ends at once`
    : `${token} ${verb} be rotated, and the old one stays valid for a while`;
}

function whatStops(slot: Rotated, overlap: NamedRotation["overlap"]): string {
  const { status } = slot;
  if (awaitsAnswer(slot)) {
    return (
      "The apply gets that token, unless description, lifetime or overlap have changed since then, or a " +
      "day has passed: then it mints another one. SCIM stops when the former token ends, until the " +
      "identity provider has the new value. If no run was interrupted, another slot may manage the same " +
      "integration: use one slot per integration."
    );
  }
  if (status !== "live" && status !== "superseded")
    return "SCIM has stopped already. It resumes when the identity provider has the new value.";
  if (isUnknown(overlap)) return "How long the old token stays valid after that (overlap) is not known yet.";
  return overlap === null
    ? "The old token ends at once: SCIM stops until the identity provider has the new value."
    : `The old token stays valid for ${overlap} after that: give the identity provider the new value in ` +
        "this time.";
}

function whatElseEnds({ previous_token_id, previous_expires_at }: PreviousToken): string {
  return previous_token_id === null
    ? ""
    : `The token before it, ${previous_token_id}, would have stayed valid until ${previous_expires_at} ` +
        "and ends with this rotation.";
}

function whoseTurn({ token_id, created_at }: Rotated): string {
  return (
    `Nobody has used the token ${token_id}, issued at ${created_at}: look whether the identity provider ` +
    "got it, or the next one may not reach it either."
  );
}
