import type { TokenMetadata } from "../../../../../../contract/gateway/token";
import { Pill } from "../../../parts/text/pill";
import { Time } from "../../../parts/text/time";
import { splitTokens, standingInList, works } from "./token-list";
import { TokenName } from "./token-name";

interface Props {
  /** All tokens of the integration, newest first. */
  readonly tokens: readonly TokenMetadata[];
  readonly onRevoke: (token: TokenMetadata) => void;
}

/** The tokens of an integration in the order of their making, newest first. */
export function Timeline({ tokens, onRevoke }: Props) {
  const { recent, older } = splitTokens(tokens);
  const item = (token: TokenMetadata) => (
    <TimelineItem key={token.id} token={token} tokens={tokens} onRevoke={onRevoke} />
  );
  return (
    <>
      <ol class="timeline" aria-label="Auth tokens, newest first">
        {recent.map(item)}
      </ol>
      {older.length > 0 && (
        <details>
          <summary>Older tokens: {older.length.toLocaleString()}</summary>
          <ol class="timeline" aria-label="Older auth tokens">
            {older.map(item)}
          </ol>
        </details>
      )}
    </>
  );
}

function TimelineItem({ token, tokens, onRevoke }: Props & { readonly token: TokenMetadata }) {
  const { words, tone } = standingInList(token, tokens, Date.now());
  const { description, tag, createdAt, lastUsedAt } = token;
  return (
    <li>
      <p>
        <Pill tone={tone}>{words}</Pill> <strong dir="auto">{description ?? "Auth token"}</strong>
      </p>
      <p class="sub">
        Made <Time at={createdAt} />. <End token={token} />{" "}
        {lastUsedAt === null ? (
          "Never used."
        ) : (
          <>
            Last used <Time at={lastUsedAt} />.
          </>
        )}
      </p>
      {tag != null && (
        <p class="sub">
          Tag <code>{tag}</code>
        </p>
      )}
      {works(token) && (
        <button type="button" class="small" onClick={() => onRevoke(token)}>
          Revoke
          <span class="visually-hidden">
            {" "}
            the <TokenName token={token} />
          </span>
        </button>
      )}
    </li>
  );
}

function End({ token: { state, expiresAt, overlapEndsAt } }: { readonly token: TokenMetadata }) {
  switch (state) {
    case "overlapping":
      return (
        <>
          Stops <Time at={overlapEndsAt ?? expiresAt} />: a newer token replaces it.
        </>
      );
    case "superseded":
      return <>A newer token replaced it.</>;
    case "revoked":
      return <>Somebody revoked it.</>;
    case "expired":
      return (
        <>
          Ended <Time at={expiresAt} />.
        </>
      );
    default:
      return expiresAt === null ? (
        <>Has no end.</>
      ) : (
        <>
          Ends <Time at={expiresAt} />.
        </>
      );
  }
}
