import { DiagnosticError, type PrivateState } from "../../../tfplugin";
import type { ProviderContext } from "../../context";
import { integrationName } from "../../scim-integration/integration-name";
import { lastLook } from "../last-look";
import { listTokens } from "../list-tokens";
import { isMintOf } from "../mint/unanswered-mint";
import { liveToken } from "../slot";

/**
 * Refuses a rotation that would end a token which somebody minted since the plan was made. With
 * `on_external_rotation = "rotate"` the slot replaces any other token.
 * @throws DiagnosticError that names the token.
 */
export async function refuseUnseenToken({
  prior,
  plan,
  context,
  privateState,
  signal,
}: {
  readonly prior: {
    readonly integration_id: string;
    readonly token_id: string;
    readonly generation: number;
    readonly status: string;
  };
  readonly plan: { readonly on_external_rotation: string };
  readonly context: ProviderContext;
  readonly privateState: PrivateState;
  readonly signal: AbortSignal;
}): Promise<void> {
  if (plan.on_external_rotation === "rotate") return;
  const { integration_id, token_id, status } = prior;
  const { otherTokenId } = lastLook(privateState);
  // The plan knew that another token is the live one, but not which.
  if (status === "superseded" && otherTokenId === null) return;
  const client = context.client();
  const live = liveToken(await listTokens(client, integration_id, signal));
  if (live === null || live.id === token_id || live.id === otherTokenId) return;
  if (isMintOf(live, { integration_id, generation: prior.generation + 1 }, context)) return;
  const integration = await integrationName(integration_id, client, signal);
  throw new DiagnosticError({
    summary: "Another auth token was minted since the plan was made",
    detail:
      `The SCIM integration ${integration} has the live token ${live.id}, minted at ${live.createdAt} ` +
      "outside this slot. It may already be in use, and the rotation would end it, so nothing was minted " +
      "and the state stays as it is. Plan again: the plan shows what can be done. on_external_rotation " +
      'says whether a slot leaves such a token alone ("warn"), replaces it ("rotate") or takes it over ' +
      '("adopt").',
  });
}
