import type { ComponentChildren } from "preact";
import { Link } from "../routing/link";
import { paths } from "../routing/paths";
import { sessionState, signOut } from "../session/session";
import { Navigation } from "./navigation";
import { OfflineBanner } from "./offline-banner";
import { ThemeSwitch } from "./theme-switch";

/** What stands around every view. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  const state = sessionState.value;
  const session = state.kind === "signed-in" || state.kind === "ended" ? state.session : null;
  return (
    <>
      <header class="top">
        <Link class="product" href={paths.integrations}>
          NetFoundry SCIM
        </Link>
        {session !== null && (
          <span class="sub">
            Network <bdi>{session.networkName}</bdi>
          </span>
        )}
        <span class="spring" />
        <ThemeSwitch />
        {session !== null && (
          <>
            <span class="sub">
              <bdi>{session.clientId}</bdi>
            </span>
            <button type="button" onClick={() => void signOut()}>
              Sign out
            </button>
          </>
        )}
      </header>
      <OfflineBanner />
      {session === null ? (
        children
      ) : (
        <div class="columns">
          <Navigation />
          <main class="page">{children}</main>
        </div>
      )}
    </>
  );
}
