import type { Problem } from "../../checks/checks";
import type { TargetToken } from "../../sign-in/target-token";
import type { IdentityProviderOptions } from "../identity-provider-options";
import type { SignInMatch } from "../sign-in-match";

/** What is known of an identity provider, from its vendor and from its tenant. */
export interface Preset {
  /** Name of the vendor. */
  readonly vendor: string;
  readonly options: IdentityProviderOptions;
  /** The `iss` of the tokens; undefined until the tenant is known. */
  readonly issuer: string | undefined;
  /** The facts that the tenant has to give. */
  readonly facts: readonly string[];
  /** Where an issuer publishes its keys. */
  readonly keysOf: (issuer: string) => string;
  readonly targetToken: TargetToken;
  readonly match: SignInMatch;
  /** The problems of the vendor's own options. `prefix` is their place in the props. */
  readonly problems: (prefix: string) => Problem[];
  /** What makes sign-in with a claim fail or unsafe. `isChosen`: the user named it. Null for nothing. */
  readonly warning: (claim: string, isChosen: boolean) => string | null;
  /** What else is good to know; null for nothing. */
  readonly remark: string | null;
  /** Where the identity provider sends its SCIM requests. */
  readonly tenantUrl: (integrationUrl: string) => string;
}
