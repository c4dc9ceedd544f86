import { type JwtCheck, type JwtCheckRequest, jwtCheck } from "../../contract/gateway/jwt-check";
import { tokenIn } from "../../contract/jwt/token-text";
import { ApiContractError } from "../errors/api-contract-error";
import { ApiError } from "../errors/api-error";
import { NoSignInCheckError } from "../errors/no-sign-in-check-error";
import type { Secrets } from "../secrets";
import type { CallOptions } from "../settings";
import type { GatewayCalls } from "./gateway";
import { NETWORKS_PATH, type Networks } from "./networks";

/** What a server without the call answers: not found, method not allowed, or not implemented. */
const MISSING: ReadonlySet<number | null> = new Set([404, 405, 501]);

/** Checks whether a JWT would sign somebody in. */
export class SignInChecks {
  constructor(
    private readonly gateway: GatewayCalls,
    private readonly networks: Networks,
    private readonly secrets: Secrets,
  ) {}

  /**
   * Walks through the steps of a sign-in in the client's network. Makes no session and changes nothing.
   * Throws as the calls of the gateway do, and NoSignInCheckError.
   */
  async check(body: JwtCheckRequest, options: CallOptions = {}): Promise<JwtCheck> {
    for (const text of body.tokens ?? []) {
      this.secrets.add(text);
      // The server reads only the token in the text, and may repeat that.
      this.secrets.add(tokenIn(text));
    }
    const id = await this.networks.defaultId(options);
    const path = [...NETWORKS_PATH, id, "jwt-checks"];
    try {
      return await this.gateway.call({ ...options, method: "POST", path, body, repeatable: true }, jwtCheck);
    } catch (failure) {
      if (!isMissing(failure) || !(await this.#sees(id, options))) throw failure;
      throw new NoSignInCheckError(failure.request);
    }
  }

  /** Whether the account sees that network. False where the API does not say. */
  #sees(id: string, options: CallOptions): Promise<boolean> {
    return this.networks.sees(id, options).catch(() => false);
  }
}

function isMissing(failure: unknown): failure is ApiError | ApiContractError {
  return (failure instanceof ApiError || failure instanceof ApiContractError) && MISSING.has(failure.status);
}
