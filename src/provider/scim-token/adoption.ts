import type { TokenMetadata } from "../../contract/gateway/token";
import { DiagnosticError, type Diagnostics, type StateOf } from "../../tfplugin";
import { durationText } from "../validators/duration";
import { NEVER } from "./lifetime";
import { NO_PREVIOUS_TOKEN } from "./previous-token";
import type { scimTokenSchema } from "./schema";
import { findSlotToken, liveToken } from "./slot";

type State = StateOf<typeof scimTokenSchema>;

/** The attributes of a slot that does not know its token yet. */
const EMPTY_SLOT = {
  rotate_before: null,
  overlap: null,
  expected_use_within: null,
  rotation_triggers: null,
  on_external_rotation: "warn",
  revoke_on_destroy: true,
  storage: "state",
  sealing_public_key: null,
  generation: 1,
  status: "live",
  rotate_after: null,
  rotation_due: false,
  ...NO_PREVIOUS_TOKEN,
};

/** The state of a slot that takes over a live token, as an import does. */
export function slotState(integrationId: string, networkId: string | null, live: TokenMetadata): State {
  return {
    ...EMPTY_SLOT,
    id: integrationId,
    integration_id: integrationId,
    network_id: networkId,
    ...argumentsFor(live),
    ...tokenWithoutValue(live),
  };
}

/**
 * The state of an imported slot. It takes over the live token, without its value.
 * @throws DiagnosticError when there is no live token.
 */
export function importedState(
  state: Pick<State, "integration_id" | "network_id">,
  live: TokenMetadata | null,
): State {
  if (live !== null) return slotState(state.integration_id, state.network_id, live);
  throw new DiagnosticError({
    summary: `The SCIM integration ${state.integration_id} has no live auth token to import`,
    detail: "Declare the slot without importing it; apply then mints a token.",
  });
}

/**
 * Takes over a token that somebody minted outside the slot, if `on_external_rotation` is `adopt`. Otherwise
 * returns the state unchanged.
 * @param integration gives name and id of the integration.
 */
export async function adoptReplacement(
  state: State,
  tokens: readonly TokenMetadata[],
  integration: () => Promise<string>,
  diagnostics: Diagnostics,
): Promise<State> {
  const live = liveToken(tokens);
  const isReplaced = findSlotToken(tokens, state.token_id).status === "superseded";
  if (live === null || !isReplaced || state.on_external_rotation !== "adopt") return state;
  diagnostics.warning({
    attribute: "on_external_rotation",
    summary: "An auth token was replaced outside Terraform",
    detail:
      `SCIM integration ${await integration()}: on_external_rotation is "adopt", so the slot takes over ` +
      `the token ${live.id}, minted at ${live.createdAt}. Its value is not known, because the API shows a ` +
      "token only when it mints it. References to the slot's token are null until the next rotation.",
  });
  return { ...state, ...tokenWithoutValue(live) };
}

/** The attributes of a token that the slot did not mint. Its value is unknown. */
function tokenWithoutValue({ id, createdAt, expiresAt }: TokenMetadata) {
  return {
    token_id: id,
    token: null,
    token_sealed: null,
    fingerprint: null,
    created_at: createdAt,
    expires_at: expiresAt,
  };
}

/** The arguments that a token was minted with. */
function argumentsFor({ description, createdAt, expiresAt }: TokenMetadata) {
  const seconds = expiresAt === null ? null : (Date.parse(expiresAt) - Date.parse(createdAt)) / 1000;
  return {
    description,
    lifetime: seconds === null ? NEVER : durationText(Math.round(seconds)),
  };
}
