import { useState } from "preact/hooks";
import type { TokenMetadata } from "../../../../../contract/gateway/token";
import { call } from "../../api/call";
import { Secret } from "../../parts/dialog/secret";
import type { SecretBox } from "../../parts/dialog/secret-box";
import { useAskTwice } from "../../parts/managed-by";
import { useResource } from "../../parts/resource";
import { Waiting } from "../../parts/waiting";
import { Link } from "../../routing/link";
import { paths } from "../../routing/paths";
import "./integration.css";
import { tokensPath } from "./integration-path";
import type { IntegrationTabProps } from "./tab-props";
import { MintDialog } from "./token/mint-dialog";
import { RevokeDialog } from "./token/revoke-dialog";
import type { Stop } from "./token/rotation";
import { Stops } from "./token/stops";
import { Timeline } from "./token/timeline";
import { works } from "./token/token-list";

/** What is open over the tab. */
type Open =
  | { readonly kind: "mint" }
  | { readonly kind: "minted"; readonly secret: SecretBox; readonly stops: readonly Stop[] }
  | { readonly kind: "revoke"; readonly token: TokenMetadata };

/** The tab "Token" of an integration: its tokens, and what a person does with them. */
export function TokenTab({ integration, onChange }: IntegrationTabProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const { askTwice, question } = useAskTwice(integration.managedBy);
  const resource = useResource(integration.id, async (signal) => {
    const { tokens } = await call<{ tokens: TokenMetadata[] }>(tokensPath(integration.id), { signal });
    return tokens;
  });
  const changed = () => {
    resource.reload();
    onChange();
  };
  const close = () => setOpen(null);
  return (
    <Waiting resource={resource} what="the auth tokens">
      {(tokens) => (
        <div class="stack">
          <div class="bar">
            <button type="button" class="primary" onClick={() => askTwice(() => setOpen({ kind: "mint" }))}>
              {tokens.some(works) ? "Rotate the token" : "Generate a token"}
            </button>
            <button type="button" onClick={changed}>
              Look again
            </button>
          </div>
          {tokens.length === 0 ? (
            <p class="empty">No auth token yet. Without one, nothing can push to this integration.</p>
          ) : (
            <Timeline
              tokens={tokens}
              onRevoke={(token) => askTwice(() => setOpen({ kind: "revoke", token }))}
            />
          )}
          {question}
          {open?.kind === "mint" && (
            <MintDialog
              integration={integration}
              tokens={tokens}
              onMinted={(secret, stops) => {
                setOpen({ kind: "minted", secret, stops });
                changed();
              }}
              onClose={close}
            />
          )}
          {open?.kind === "minted" && (
            <Secret title="The new auth token" what="auth token" secret={open.secret} onClose={close}>
              <Stops stops={open.stops} isDone />
              <p>
                Paste it into the identity provider:{" "}
                <Link href={paths.integration(integration.id)}>see where</Link>.
              </p>
            </Secret>
          )}
          {open?.kind === "revoke" && (
            <RevokeDialog
              id={integration.id}
              token={open.token}
              others={tokens.filter((other) => works(other) && other.id !== open.token.id)}
              onRevoked={changed}
              onClose={close}
            />
          )}
        </div>
      )}
    </Waiting>
  );
}
