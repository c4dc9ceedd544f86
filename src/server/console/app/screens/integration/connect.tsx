import { Tabs } from "../../parts/tabs";
import { Copy } from "../../parts/text/copy";
import { Notice } from "../../parts/text/notice";
import { shownStanding } from "../../parts/text/token-standing";
import { Link } from "../../routing/link";
import { currentLocation, navigate } from "../../routing/location";
import { paths } from "../../routing/paths";
import { IDPS, type IdpField, idpGuide } from "./connect/idp-guides";
import "./integration.css";
import type { IntegrationTabProps } from "./tab-props";
import { isOpen } from "./token/token-list";

/** The tab "Connect" of an integration: what a person pastes where, for each identity provider. */
export function ConnectTab({ integration }: IntegrationTabProps) {
  const { path, query } = currentLocation();
  const idp = IDPS.find(({ id }) => id === query.get("idp"))?.id ?? "okta";
  const { note, before, fields, after } = idpGuide(idp, integration.integrationUrl);
  return (
    <div class="stack">
      <p>
        Integration URL: <Copy text={integration.integrationUrl} what="integration URL" />
      </p>
      <TokenHint integration={integration} />
      <section aria-label="Identity provider">
        <Tabs
          label="Identity provider"
          tabs={IDPS}
          selected={idp}
          onSelect={(next) => navigate(`${path}?idp=${next}`, { replace: true })}
        >
          {note !== null && <Notice>{note}</Notice>}
          <ol class="steps">
            {before.map((step) => (
              <li key={step}>{step}</li>
            ))}
            <li>
              Paste:
              <dl class="facts">
                {fields.map((field) => (
                  <PasteField key={field.label} field={field} id={integration.id} />
                ))}
              </dl>
            </li>
            {after.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Tabs>
      </section>
    </div>
  );
}

function TokenHint({ integration }: Pick<IntegrationTabProps, "integration">) {
  const { words } = shownStanding(integration, Date.now());
  const canPush = isOpen(integration);
  return (
    <Notice tone={canPush ? "neutral" : "warn"}>
      {canPush
        ? "The auth token was shown once, when somebody generated it. Who does not have it rotates it: "
        : `${words}: nothing can push to this integration. Generate an auth token first: `}
      <Link href={paths.integration(integration.id, "token")}>
        {canPush ? "see the token" : "go to the token"}
      </Link>
      .
    </Notice>
  );
}

function PasteField({ field: { label, paste }, id }: { readonly field: IdpField; readonly id: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {paste === null ? (
          <Link href={paths.integration(id, "token")}>the auth token</Link>
        ) : (
          <Copy text={paste} what={label} />
        )}
      </dd>
    </div>
  );
}
