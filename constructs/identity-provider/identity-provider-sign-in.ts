import type { Construct } from "constructs";
import { isKnown, type Problem } from "../checks/checks";
import { inform, warn } from "../checks/notice";
import type { ResourceProps } from "../resource/resource-props";
import { AuthPolicy, type IAuthPolicy } from "../sign-in/auth-policy";
import { JwtSigner } from "../sign-in/jwt-signer";
import { signInWays } from "../sign-in/sign-in-ways";
import type { IdentityProvider } from "./identity-provider";

/** No prop sets the network of a signer or a policy, and the app cannot tell that of the provider. */
const PROVIDER_NETWORK =
  "the JWT signer and the auth policy come into the network of the provider; where networkId is another " +
  "one, nobody can sign in, so give a provider of that network instead";

/** The props of the integration that matter to sign-in. */
interface Settings extends ResourceProps {
  readonly name: string;
  readonly networkId?: string;
  readonly authPolicy?: IAuthPolicy;
}

/** What an integration needs for the people of its identity provider to sign in: a signer and a policy. */
export class IdentityProviderSignIn {
  /** Undefined while the identity provider does not know its tenant. */
  readonly signer: JwtSigner | undefined;
  /** The given policy, or one that accepts the signer only. */
  readonly policy: IAuthPolicy | undefined;

  /** Makes `signer` and `policy` below the integration. */
  constructor(integration: Construct, identityProvider: IdentityProvider, settings: Settings) {
    const { name, networkId, authPolicy, provider, forEach } = settings;
    const { tokenFacts, warning, remark, claim } = identityProvider;
    if (remark !== null) inform(integration, remark);
    this.policy = authPolicy;
    if (tokenFacts === undefined && authPolicy === undefined) {
      warn(integration, nobodySignsIn(identityProvider));
      return;
    }
    if (warning !== null) warn(integration, warning);
    if (tokenFacts === undefined) return;
    if (networkId) inform(integration, PROVIDER_NETWORK);
    this.signer = new JwtSigner(integration, "signer", {
      name,
      ...tokenFacts,
      claimsProperty: claim,
      useExternalId: true,
      provider,
      forEach,
    });
    this.policy ??= new AuthPolicy(integration, "policy", {
      name: `${name} sign-in`,
      extJwtAllowedSigners: [this.signer],
      provider,
      forEach,
    });
    const { policy, signer } = this;
    integration.node.addValidation({ validate: () => policyProblems(policy, signer) });
  }
}

function nobodySignsIn({ vendor, missingFacts }: IdentityProvider): string {
  const facts = missingFacts.join(" and ");
  return (
    `nobody can sign in yet: no JWT signer is made without ${facts} of ${vendor}; give ${facts} to the ` +
    "identityProvider, or an authPolicy whose signers accept its tokens"
  );
}

/** The problem of one issuer for all elements of `forEach`: two signers of a network cannot have one. */
export function issuerProblem({ tokenFacts }: IdentityProvider): Problem {
  const issuer = tokenFacts?.issuer;
  if (!isKnown(issuer)) return null;
  return (
    `identityProvider must have another issuer for each element of forEach, got ${JSON.stringify(issuer)}; ` +
    "take the issuer from the iterator, or make one JwtSigner and one AuthPolicy, give the authPolicy and " +
    "leave issuer and audience out"
  );
}

/** The problem, at the end of the synthesis, of a given policy that refuses the tokens of the signer. */
function policyProblems(policy: IAuthPolicy, signer: JwtSigner): string[] {
  const ways = signInWays.get(policy)?.();
  if (ways === undefined || (ways.jwt && (ways.signers?.includes(signer) ?? true))) return [];
  return [
    `authPolicy must accept the signer of identityProvider, got ${policy.node.path}, which does not; call its ` +
      "addAllowedSigner with the jwtSigner of the integration, or leave authPolicy out",
  ];
}
