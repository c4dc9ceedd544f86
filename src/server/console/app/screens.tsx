import type { ComponentChildren } from "preact";
import { matchPath, type PathParts } from "./routing/match";
import { INTEGRATION_TABS, paths } from "./routing/paths";
import { Redirect } from "./routing/redirect";
import { Audit } from "./screens/audit";
import { AuthPolicies } from "./screens/auth-policies";
import { AuthPolicyScreen } from "./screens/auth-policy";
import { Identities } from "./screens/identities";
import { IntegrationScreen } from "./screens/integration/page";
import { IntegrationNew } from "./screens/integration-new";
import { Integrations } from "./screens/integrations";
import { JwtSignerScreen } from "./screens/jwt-signer";
import { JwtSigners } from "./screens/jwt-signers";
import { NotFound } from "./screens/not-found";
import { SignInCheck } from "./screens/sign-in-check";

type Screen = (parts: PathParts) => ComponentChildren;

/** Which screen belongs to which URL. The first pattern that matches counts. */
const SCREENS: readonly (readonly [pattern: string, screen: Screen])[] = [
  [paths.start, () => <Redirect to={paths.integrations} />],
  [paths.integrations, () => <Integrations />],
  [paths.newIntegration, () => <IntegrationNew />],
  ["/console/integrations/:id", ({ id = "" }) => <Redirect to={paths.integration(id)} />],
  ["/console/integrations/:id/:tab", ({ id = "", tab = "" }) => integrationScreen(id, tab)],
  [paths.identities, () => <Identities />],
  [paths.authPolicies, () => <AuthPolicies />],
  [paths.newAuthPolicy, () => <AuthPolicyScreen id={null} />],
  ["/console/auth-policies/:id", ({ id = "" }) => <AuthPolicyScreen id={id} />],
  [paths.jwtSigners, () => <JwtSigners />],
  [paths.newJwtSigner, () => <JwtSignerScreen id={null} />],
  ["/console/jwt-signers/:id", ({ id = "" }) => <JwtSignerScreen id={id} />],
  [paths.audit, () => <Audit />],
  [paths.signInCheck, () => <SignInCheck />],
];

/**
 * The screen that a path names.
 * @returns a key beside it: a screen with another key begins anew. The tabs of one object share a key.
 */
export function screenOf(path: string): { readonly key: string; readonly screen: ComponentChildren } {
  for (const [pattern, screen] of SCREENS) {
    const parts = matchPath(pattern, path);
    if (parts !== null) return { key: `${pattern} ${parts.id ?? ""}`, screen: screen(parts) };
  }
  return { key: path, screen: <NotFound /> };
}

function integrationScreen(id: string, name: string): ComponentChildren {
  const tab = INTEGRATION_TABS.find((each) => each === name);
  return tab === undefined ? <NotFound /> : <IntegrationScreen key={id} id={id} tab={tab} />;
}
