import {
  type MintedToken,
  mintedToken,
  type TokenCreate,
  type TokenMetadata,
  tokenList,
} from "../../contract/gateway/token";
import type { Secrets } from "../secrets";
import type { CallOptions } from "../settings";
import type { GatewayCalls } from "./gateway";
import { INTEGRATIONS_PATH, type Integrations } from "./integrations";

/** A token as a mint answers it. */
export interface AnsweredMint extends MintedToken {
  /**
   * Whether the server had minted it for an earlier call with the same key. False when this call had to be
   * repeated, because the earlier call may then have been its own first attempt.
   */
  readonly isReplayed: boolean;
}

/** The auth tokens of an integration. */
export class Tokens {
  constructor(
    private readonly gateway: GatewayCalls,
    private readonly integrations: Integrations,
    private readonly secrets: Secrets,
  ) {}

  /**
   * The tokens that a refresh of one token needs, newest first: that token if it exists, and every valid one.
   * Answered from the shared list of integrations where that holds them.
   */
  async shared(
    integrationId: string,
    tokenId: string,
    options: CallOptions = {},
  ): Promise<readonly TokenMetadata[]> {
    const { currentTokens } = await this.integrations.shared(integrationId, options);
    const isListed = currentTokens?.some(({ id }) => id === tokenId);
    return currentTokens !== undefined && isListed ? currentTokens : this.list(integrationId, options);
  }

  /** The tokens of an integration, newest first, without their secrets. */
  async list(integrationId: string, options: CallOptions = {}): Promise<readonly TokenMetadata[]> {
    const answer = await this.gateway.call(
      { ...options, method: "GET", path: pathOf(integrationId) },
      tokenList,
    );
    return answer.tokens;
  }

  /**
   * Mints a token and ends the former one. The same key returns the same token for a day, while that token is
   * live. Without a key the call is sent once, because a second one would mint another token.
   */
  async mint(
    integrationId: string,
    body: TokenCreate,
    options: CallOptions & { readonly idempotencyKey?: string } = {},
  ): Promise<AnsweredMint> {
    const call = { ...options, method: "POST", path: pathOf(integrationId), body } as const;
    const answer = await this.integrations.writing(integrationId, () =>
      this.gateway.exchange(call, mintedToken),
    );
    this.secrets.add(answer.body.token);
    const isReplayed = answer.headers["idempotency-replayed"] === "true" && answer.attempts === 1;
    return { ...answer.body, isReplayed };
  }

  async revoke(integrationId: string, tokenId: string, options: CallOptions = {}): Promise<void> {
    const call = { ...options, method: "DELETE", path: [...pathOf(integrationId), tokenId] } as const;
    await this.integrations.writing(integrationId, () => this.gateway.run(call));
  }
}

function pathOf(integrationId: string): readonly string[] {
  return [...INTEGRATIONS_PATH, integrationId, "tokens"];
}
