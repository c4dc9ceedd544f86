import {
  type MintedToken,
  mintedToken,
  type TokenCreate,
  type TokenMetadata,
  tokenList,
} from "../contract/token";
import type { Gateway } from "./gateway";
import { INTEGRATIONS_PATH } from "./integrations";
import type { Secrets } from "./secrets";
import type { CallOptions } from "./settings";

/** The auth tokens of an integration. */
export class Tokens {
  constructor(
    private readonly gateway: Gateway,
    private readonly secrets: Secrets,
  ) {}

  /** Newest first; never a secret. */
  async list(integrationId: string, options: CallOptions = {}): Promise<readonly TokenMetadata[]> {
    const answer = await this.gateway.call(
      { ...options, method: "GET", path: pathOf(integrationId) },
      tokenList,
    );
    return answer.tokens;
  }

  /** Mints a token; the one before ends. The same key again, within a day, gives the same token. */
  async mint(
    integrationId: string,
    body: TokenCreate,
    options: CallOptions & { readonly idempotencyKey: string },
  ): Promise<MintedToken> {
    const minted = await this.gateway.call(
      { ...options, method: "POST", path: pathOf(integrationId), body },
      mintedToken,
    );
    this.secrets.add(minted.token);
    return minted;
  }

  async revoke(integrationId: string, tokenId: string, options: CallOptions = {}): Promise<void> {
    await this.gateway.run({ ...options, method: "DELETE", path: [...pathOf(integrationId), tokenId] });
  }
}

function pathOf(integrationId: string): readonly string[] {
  return [...INTEGRATIONS_PATH, integrationId, "tokens"];
}
