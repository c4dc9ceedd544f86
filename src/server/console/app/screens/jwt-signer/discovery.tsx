import { useEffect, useRef, useState } from "preact/hooks";
import type { JwksDiscovery, JwksDiscoveryRequest } from "../../../../../contract/gateway/jwks-discovery";
import { call } from "../../api/call";
import { asProblem, type Problem, wasAborted } from "../../api/problem";
import { ROLES } from "../../parts/table/roles";
import { currentSession } from "../../session/session";

/** What an issuer publishes, as the person asked for it last. */
export interface Discovering {
  readonly found: JwksDiscovery | null;
  /** Why it could not be fetched. */
  readonly problem: Problem | null;
  readonly isBusy: boolean;
  readonly discover: (request: JwksDiscoveryRequest) => Promise<JwksDiscovery | null>;
}

/** Lets the server fetch what an issuer publishes. The page itself may call no other host. */
export function useDiscovery(): Discovering {
  const [found, setFound] = useState<JwksDiscovery | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  return {
    found,
    problem,
    isBusy,
    async discover(request) {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      setFound(null);
      setProblem(null);
      setBusy(true);
      try {
        const path = `/core/v3/networks/${currentSession().networkId}/jwks-discoveries`;
        const answer = await call<JwksDiscovery>(path, {
          method: "POST",
          body: request,
          signal: abort.signal,
        });
        setFound(answer);
        return answer;
      } catch (error) {
        if (!wasAborted(error)) setProblem(asProblem(error));
        return null;
      } finally {
        if (running.current === abort) setBusy(false);
      }
    },
  };
}

/** The keys and claims that an issuer publishes. */
export function Discovered({ found }: { readonly found: JwksDiscovery }) {
  const { keys, discovery } = found;
  const withoutId = keys.filter(({ kid }) => kid === null).length;
  return (
    <section class="stack" aria-label="What the identity provider publishes" role="status">
      <p>
        {keys.length === 0
          ? "It publishes no key, so the network accepts no token of it."
          : `It publishes ${keys.length === 1 ? "1 key" : `${keys.length} keys`}.`}
        {withoutId > 0 && ` Keys without a key ID verify no token: ${withoutId}.`}
      </p>
      {keys.length > 0 && (
        <table role={ROLES.table} aria-label="Keys">
          <thead role={ROLES.group}>
            <tr role={ROLES.row}>
              <th role={ROLES.head} scope="col">
                Key ID
              </th>
              <th role={ROLES.head} scope="col">
                Type
              </th>
              <th role={ROLES.head} scope="col">
                Algorithm
              </th>
              <th role={ROLES.head} scope="col">
                Use
              </th>
            </tr>
          </thead>
          <tbody role={ROLES.group}>
            {keys.map(({ kid, kty, alg, use }, at) => (
              <tr role={ROLES.row} key={`${kid} ${at}`}>
                <th role={ROLES.first} scope="row" data-label="Key ID">
                  <bdi>{kid ?? "–"}</bdi>
                </th>
                <td role={ROLES.cell} data-label="Type">
                  {kty ?? "–"}
                </td>
                <td role={ROLES.cell} data-label="Algorithm">
                  {alg ?? "–"}
                </td>
                <td role={ROLES.cell} data-label="Use">
                  {use ?? "–"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {discovery !== null && discovery.claimsSupported.length > 0 && (
        <p>
          Claims that it may write: <bdi>{discovery.claimsSupported.join(", ")}</bdi>.
        </p>
      )}
    </section>
  );
}
