import type { AuthPolicy } from "../../../../contract/edge/auth-policy";
import type { JwtSigner } from "../../../../contract/edge/jwt-signer";
import type { Integration } from "../../../../contract/gateway/integration";
import { everyRow } from "../parts/table/csv";
import { currentSession } from "../session/session";
import { edgeList } from "./edge";
import { gatewayList, INTEGRATIONS } from "./gateway";

const SORT = "name,asc";

/** Every JWT signer of the network, by name. */
export function everySigner(signal: AbortSignal): Promise<readonly JwtSigner[]> {
  return everyRow((page, size) =>
    edgeList<JwtSigner>("/external-jwt-signers", { page, size, sort: SORT }, "", signal),
  );
}

/** Every auth policy of the network, by name. */
export function everyPolicy(signal: AbortSignal): Promise<readonly AuthPolicy[]> {
  return everyRow((page, size) =>
    edgeList<AuthPolicy>("/auth-policies", { page, size, sort: SORT }, "", signal),
  );
}

/** Every integration of the network, by name. */
export function everyIntegration(signal: AbortSignal): Promise<readonly Integration[]> {
  const { networkId } = currentSession();
  return everyRow((page, size) =>
    gatewayList<Integration>(
      INTEGRATIONS,
      "integrationList",
      { page, size, sort: SORT },
      { networkId },
      signal,
    ),
  );
}
