import type { TokenMetadata } from "../../../contract/gateway/token";
import type { DiagnosticText } from "../../../tfplugin";
import { durationText } from "../../validators/duration";
import { isShortLived, type TokenLife } from "../slot";

/**
 * The warning of a token that the API had minted for an earlier call, where no answer was missing.
 * @param integration its name and id.
 */
export function replayedWarning(integration: string, { id, createdAt }: TokenMetadata): DiagnosticText {
  return {
    attribute: "integration_id",
    summary: "A second slot may have the same auth token",
    detail:
      `SCIM integration ${integration}: the API answered with the token ${id}, which an earlier call ` +
      `minted at ${createdAt}. If a run was interrupted since then, its answer was lost, and all is well. ` +
      "Otherwise another slot, here or in another state, has the same token. Use one slot per integration.",
  };
}

/**
 * The warning of a token that does not live longer than `rotate_before`; null for any other.
 * @param integration gives name and id of the integration.
 */
export async function shortLifeWarning(
  slot: TokenLife & {
    readonly rotate_before: string | null;
    readonly rotate_after: string | null;
  },
  integration: () => Promise<string>,
): Promise<DiagnosticText | null> {
  const { created_at, expires_at, rotate_before, rotate_after } = slot;
  if (expires_at === null || !isShortLived(slot, rotate_before)) return null;
  const seconds = Math.round((Date.parse(expires_at) - Date.parse(created_at)) / 1000);
  return {
    attribute: "rotate_before",
    summary: "An auth token does not outlive rotate_before",
    detail:
      `SCIM integration ${await integration()}: the server gave the token ${durationText(seconds)}, and ` +
      `rotate_before is ${rotate_before}. The token is due for rotation after two thirds of its life ` +
      `instead, at ${rotate_after}. If the server gives no longer life, shorten rotate_before.`,
  };
}
