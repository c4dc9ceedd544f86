import { type ApiAccount, bearerTokens } from "../../../client/auth/access-token";
import { EdgeSessions } from "../../../client/auth/edge-sessions";
import type { Renewable } from "../../../client/auth/renewable";
import type { Connection } from "../../../client/connection";
import { NetworkChoiceError } from "../../../client/errors/network-choice-error";
import { NotFoundError } from "../../../client/errors/not-found-error";
import { Gateway } from "../../../client/gateway/gateway";
import { Networks } from "../../../client/gateway/networks";
import type { ClientSettings } from "../../../client/settings";
import type { EdgeSession } from "../../../contract/gateway/network";

/** How long a refused account is not tried again, in milliseconds. Somebody may mend it meanwhile. */
export const REFUSAL_LASTS_MS = 60_000;

const SERVER_ACCOUNT: ApiAccount = {
  check: "Check the file of --network-account, and that NF_API_URL or NF_ENVIRONMENT fits its environment.",
  refusalLastsMs: REFUSAL_LASTS_MS,
};

/** The sessions of the controller of a NetFoundry network. Its API tells where that is. */
export function networkSessions(
  settings: ClientSettings,
  connection: Connection,
): () => Promise<Renewable<EdgeSession>> {
  const tokens = bearerTokens(settings, connection, SERVER_ACCOUNT);
  const gateway = new Gateway({ ...connection, apiUrl: settings.apiUrl, tokens });
  const networks = new Networks(gateway, settings);
  const sessions = new EdgeSessions({ ...connection, gateway });
  return async () => {
    const id = await networks.defaultId().catch((failure: unknown) => {
      // A bare 404 would read as if an identity were gone.
      if (!(failure instanceof NotFoundError)) throw failure;
      throw new NetworkChoiceError(`There is no management API at ${settings.apiUrl}. Check NF_API_URL.`, {
        cause: failure,
      });
    });
    return sessions.of(id);
  };
}
