import type { TokenMetadata } from "../../../../../../contract/gateway/token";
import { call } from "../../../api/call";
import { Confirm } from "../../../parts/dialog/confirm";
import { Time } from "../../../parts/text/time";
import { tokensPath } from "../integration-path";
import { TokenName } from "./token-name";

interface Props {
  readonly id: string;
  readonly token: TokenMetadata;
  /** The other tokens that the server accepts. */
  readonly others: readonly TokenMetadata[];
  readonly onRevoked: () => void;
  readonly onClose: () => void;
}

/** Asks before a token stops, and says what still works then. */
export function RevokeDialog({ id, token, others, onRevoked, onClose }: Props) {
  const [other] = others;
  return (
    <Confirm
      title="Revoke the auth token?"
      action="Revoke"
      isDanger
      onConfirm={async () => {
        await call(`${tokensPath(id)}/${encodeURIComponent(token.id)}`, { method: "DELETE" });
        onRevoked();
      }}
      onClose={onClose}
    >
      <p>
        The <TokenName token={token} /> stops at once, for good. It was{" "}
        {token.lastUsedAt === null ? (
          "never used."
        ) : (
          <>
            last used <Time at={token.lastUsedAt} />.
          </>
        )}
      </p>
      <p>
        {other === undefined ? (
          "No other token works: pushes are refused until the identity provider has a new one."
        ) : (
          <>
            The <TokenName token={other} /> keeps working
            {other.state === "overlapping" && (
              <>
                {" "}
                until <Time at={other.overlapEndsAt ?? other.expiresAt} />
              </>
            )}
            .
          </>
        )}
      </p>
    </Confirm>
  );
}
