import { Time } from "../../../parts/text/time";
import type { Stop } from "./rotation";
import { TokenName } from "./token-name";

/** Says which tokens a mint ends, and when. `isDone`: the mint was made. */
export function Stops({
  stops,
  isDone = false,
}: {
  readonly stops: readonly Stop[];
  readonly isDone?: boolean;
}) {
  return (
    <>
      {stops.map(({ token, at }) => (
        <p key={token.id}>
          The <TokenName token={token} />{" "}
          {at === null ? (
            isDone ? (
              "has stopped. "
            ) : (
              "stops at once. "
            )
          ) : (
            <>
              stays valid until <Time at={at} />.{" "}
            </>
          )}
        </p>
      ))}
      {stops.length > 0 && stops.every(({ at }) => at === null) && (
        <p>Pushes are refused until the identity provider has the new token.</p>
      )}
    </>
  );
}
