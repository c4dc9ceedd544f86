import { type Connection, createConnection } from "../../client/connection";
import { connectionSettings } from "../../settings/connection-settings";
import { EMPTY_PROVIDER_BLOCK } from "../../settings/environment";
import { environmentTrust } from "../../settings/environment-trust";
import { fromSettings, readText } from "../input/from-settings";
import type { ConnectContext } from "./context";

/**
 * The connection to an IdP: trusted certificates, timeout and retries as NF_* and the environment set them.
 * NetFoundry's client certificate stays out. So does NF_INSECURE_SKIP_VERIFY: it is meant for a server of
 * one's own, and an IdP's credential goes over this connection.
 */
export function idpConnection({ environment, clock }: ConnectContext): Connection {
  return fromSettings("", () => {
    const settings = connectionSettings(EMPTY_PROVIDER_BLOCK, environment, readText);
    const { caCert, requestTimeoutMs, maxRetries } = settings;
    const trusted = [caCert, environmentTrust(environment, readText).certificates].filter(Boolean).join("\n");
    return createConnection({
      ...(trusted === "" ? {} : { caCert: trusted }),
      requestTimeoutMs,
      maxRetries,
      clock,
    });
  });
}
