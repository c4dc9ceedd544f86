import type { Construct } from "constructs";
import type { Problem } from "../checks/checks";
import type { Place } from "../checks/neighbours";
import { inform, warn } from "../checks/notice";
import type { ResourceProps } from "../resource/resource-props";
import { AuthPolicy, type IAuthPolicy } from "../sign-in/auth-policy";
import { JwtSigner, signerIssuers, signerNames } from "../sign-in/jwt-signer";
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
  readonly identityProvider?: IdentityProvider;
}

/** What an integration needs for the people of its identity provider to sign in. */
interface SignIn {
  /** Undefined while the identity provider does not know its tenant. */
  readonly signer?: JwtSigner;
  /** The given policy, or one that accepts the signer only. */
  readonly policy?: IAuthPolicy;
}

/** Makes `signer` and `policy` below the integration. */
export function addSignIn(
  integration: Construct,
  identityProvider: IdentityProvider,
  settings: Settings,
): SignIn {
  const { name, networkId, authPolicy, provider, forEach } = settings;
  const { tokenFacts, warning, remark, claim } = identityProvider;
  if (remark !== null) inform(integration, remark);
  if (tokenFacts === undefined && authPolicy === undefined) {
    warn(integration, nobodySignsIn(identityProvider));
    return {};
  }
  if (warning !== null) warn(integration, warning);
  if (tokenFacts === undefined) return { policy: authPolicy };
  if (networkId) inform(integration, PROVIDER_NETWORK);
  const signer = new JwtSigner(integration, "signer", {
    name,
    ...tokenFacts,
    claimsProperty: claim,
    useExternalId: true,
    provider,
    forEach,
  });
  const policy =
    authPolicy ??
    new AuthPolicy(integration, "policy", {
      name: `${name} sign-in`,
      extJwtAllowedSigners: [signer],
      provider,
      forEach,
    });
  integration.node.addValidation({ validate: () => policyProblems(policy, signer) });
  return { signer, policy };
}

function nobodySignsIn({ vendor, missingFacts }: IdentityProvider): string {
  const facts = missingFacts.join(" and ");
  return (
    `nobody can sign in yet: no JWT signer is made without ${facts} of ${vendor}; give ${facts} to the ` +
    "identityProvider, or an authPolicy whose signers accept its tokens"
  );
}

/**
 * The problem of the name of the signer that the integration would make. The integration reports it, because
 * its user knows of no signer.
 */
export function signerNameProblem(integration: Construct, settings: Settings): Problem {
  if (settings.identityProvider?.tokenFacts === undefined) return null;
  return signerNames.problem(settings.name, signerPlace(integration, settings), {
    prop: "name, which the signer of identityProvider gets too,",
    fix: "give the integration another name",
  });
}

/** The problem of the issuer of the signer that the integration would make. */
export function signerIssuerProblem(integration: Construct, settings: Settings): Problem {
  const share =
    "share one JwtSigner and one AuthPolicy: give the authPolicy, and leave issuer and audience out";
  return signerIssuers.problem(
    settings.identityProvider?.tokenFacts?.issuer,
    signerPlace(integration, settings),
    {
      prop: "the issuer of identityProvider",
      fix: share,
      forEachFix: `take it from the iterator, or ${share}`,
    },
  );
}

/** A signer is in the network of the provider, whatever networkId the integration has. */
function signerPlace(construct: Construct, { provider, forEach }: Settings): Place {
  return { construct, provider, forEach };
}

/** The problem, at the end of the synthesis, of a given policy that refuses the tokens of the signer. */
function policyProblems(policy: IAuthPolicy, signer: JwtSigner): string[] {
  const ways = signInWays.get(policy)?.();
  if (ways === undefined || (ways.jwt && (ways.signers?.includes(signer) ?? true))) return [];
  return [
    `authPolicy must accept the signer of identityProvider, got ${policy.node.path}, which does not; call ` +
      "its addAllowedSigner with the jwtSigner of the integration, or leave authPolicy out",
  ];
}
