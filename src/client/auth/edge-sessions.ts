import { type EdgeSession, edgeSession } from "../../contract/gateway/network";
import { NetworkChoiceError } from "../errors/network-choice-error";
import { NotFoundError } from "../errors/not-found-error";
import type { Gateway } from "../gateway/gateway";
import { serverTime } from "../http/server-time";
import type { Secrets } from "../secrets";
import type { Clock } from "../settings";
import { type Lease, Renewable } from "./renewable";
import { renewalTime } from "./renewal-time";

/** Sessions of the edge API, one per network. The gateway exchanges its token for each. */
export class EdgeSessions {
  readonly #byNetwork = new Map<string, Renewable<EdgeSession>>();

  constructor(
    private readonly parts: { readonly gateway: Gateway; readonly secrets: Secrets; readonly clock: Clock },
  ) {}

  of(networkId: string): Renewable<EdgeSession> {
    const known = this.#byNetwork.get(networkId);
    if (known) return known;
    const session = new Renewable(() => this.#exchange(networkId), this.parts.clock);
    this.#byNetwork.set(networkId, session);
    return session;
  }

  async #exchange(networkId: string): Promise<Lease<EdgeSession>> {
    const { gateway, secrets, clock } = this.parts;
    const path = ["core", "v3", "networks", networkId, "exchange"];
    try {
      const call = { method: "POST", path, body: { type: "session" }, repeatable: true } as const;
      const { body: session, headers } = await gateway.exchange(call, edgeSession);
      secrets.add(session.value);
      return { value: session, renewAt: renewAt(session, clock.now(), serverTime({ headers })) };
    } catch (failure) {
      // A bare 404 would read as if the requested policy or signer were gone.
      if (!(failure instanceof NotFoundError)) throw failure;
      throw new NetworkChoiceError(
        `There is no network with the id ${networkId}, or the API account may not use it. Check ` +
          "network_id (NF_NETWORK_ID).",
        { cause: failure },
      );
    }
  }
}

/**
 * When to renew a session. Its end is a time of the server's clock, so only how far ahead of that clock it
 * lies counts. Null, until the controller refuses it: the session has no end, or one that has passed, because
 * the clock of this machine is ahead.
 * @param time the server's clock, or null when it is not known.
 */
function renewAt({ expiresAt }: EdgeSession, now: number, time: number | null): number | null {
  if (expiresAt === undefined) return null;
  const life = Date.parse(expiresAt) - (time ?? now);
  return life > 0 ? renewalTime(now, now + life) : null;
}
