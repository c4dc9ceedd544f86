import type { Client } from "../../client/client";
import type { TokenMetadata } from "../../contract/gateway/token";
import { callApi } from "../api/api-call";

/** The tokens that an integration has and had, newest first. Throws a DiagnosticError. */
export function listTokens(
  client: Client,
  integrationId: string,
  signal: AbortSignal,
): Promise<readonly TokenMetadata[]> {
  return callApi(`list the auth tokens of the SCIM integration ${integrationId}`, {}, () =>
    client.tokens.list(integrationId, { signal }),
  );
}
