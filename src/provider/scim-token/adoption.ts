import type { TokenMetadata } from "../../contract/token";
import { DiagnosticError, type Diagnostics, type StateOf } from "../../tfplugin";
import { durationText } from "../validators/duration";
import { NO_PREVIOUS } from "./previous-token";
import { DEFAULT_LIFETIME, type scimTokenSchema } from "./schema";
import { liveToken, lookAt } from "./slot";

type State = StateOf<typeof scimTokenSchema>;

/** What a slot has of its own, before anything is known of a token. */
const EMPTY_SLOT = {
  rotate_before: null,
  overlap: null,
  rotation_triggers: null,
  on_external_rotation: "warn",
  revoke_on_destroy: true,
  storage: "state",
  sealing_public_key: null,
  generation: 1,
  status: "live",
  rotate_after: null,
  rotation_due: false,
  ...NO_PREVIOUS,
};

/** The state of a slot for the live token of an integration, as an import would leave it. */
export function slotState(integrationId: string, live: TokenMetadata): State {
  return {
    ...EMPTY_SLOT,
    id: integrationId,
    integration_id: integrationId,
    ...argumentsFor(live),
    ...foreign(live),
  };
}

/**
 * The state of a slot that was imported: the live token is taken over, without its value.
 * @throws DiagnosticError when there is none.
 */
export function imported(state: State, live: TokenMetadata | null): State {
  if (live !== null) return slotState(state.integration_id, live);
  throw new DiagnosticError({
    summary: `The SCIM integration ${state.integration_id} has no live auth token to import`,
    detail: "Declare the slot without importing it; apply then mints a token.",
  });
}

/** The state of a slot after somebody minted another token past it: with `adopt` that one is the slot's from now on. */
export function takenOver(state: State, tokens: readonly TokenMetadata[], diagnostics: Diagnostics): State {
  const live = liveToken(tokens);
  const isReplaced = lookAt(tokens, state.token_id).status === "superseded";
  if (live === null || !isReplaced || state.on_external_rotation !== "adopt") return state;
  diagnostics.warning({
    attribute: "on_external_rotation",
    summary: `The auth token of the SCIM integration ${state.integration_id} was replaced outside Terraform`,
    detail:
      `As on_external_rotation says, the slot takes over the token ${live.id}, minted at ${live.createdAt}. Its value is not ` +
      "known, because a token is shown only when it is minted: what refers to the slot's token gets nothing until the next " +
      "rotation.",
  });
  return { ...state, ...foreign(live) };
}

/** What is known of a token that was not minted by the slot: not its value. */
function foreign({ id, createdAt, expiresAt }: TokenMetadata) {
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
    lifetime: seconds === null ? DEFAULT_LIFETIME : durationText(Math.round(seconds)),
  };
}
