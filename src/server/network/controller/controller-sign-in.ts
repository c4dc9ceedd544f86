import type { AuthPolicy } from "../../../contract/edge/auth-policy";
import type { JwtSigner } from "../../../contract/edge/jwt-signer";
import type {
  IdentityFacts,
  NamedIdentity,
  PolicyFacts,
  SignerFacts,
  SignInNetwork,
} from "../../signin/sign-in-network";
import type { ControllerApi, ControllerIdentity } from "./controller-api";

/** Reads what the sign-in check needs of a network from its controller. */
export async function controllerSignIn(
  api: ControllerApi,
  now: Date,
  fetchJwks: SignInNetwork["fetchJwks"],
): Promise<SignInNetwork> {
  const [signers, policies] = await Promise.all([api.listSigners(), api.listPolicies()]);
  const find = (key: "id" | "externalId", value: string) =>
    key === "id" ? api.readIdentity(value) : api.findByExternalId(value);
  return {
    now,
    signers: signers.map(signerFacts),
    fetchJwks,
    identityBy: async (key, value) => {
      const identity = await find(key, value);
      return identity === null ? null : identityFacts(identity, policies);
    },
    identitiesBy: async (key, values) => {
      const found = await Promise.all(values.slice(0, MOST_LOOKED_UP).map((value) => find(key, value)));
      return found.filter((identity) => identity !== null).map(named);
    },
    identitiesAlike: async (externalId) => {
      const found = await Promise.all(formsOf(externalId).map((form) => api.findByExternalId(form)));
      return found.filter((identity) => identity !== null).map(named);
    },
    disablingOf: async (id) => {
      const identity = await api.readIdentity(id);
      if (identity === null || !identity.disabled) return null;
      return { at: identity.updatedAt, until: identity.disabledUntil, by: null };
    },
  };
}

/** How many values the check looks up for a hint. Each is a scan at the controller. */
const MOST_LOOKED_UP = 5;

/** Forms that a text may have elsewhere: trimmed, in lower case, composed. Without the text itself. */
function formsOf(text: string): string[] {
  const trimmed = text.trim();
  const forms = [trimmed, trimmed.toLowerCase(), trimmed.normalize("NFC"), trimmed.normalize("NFD")];
  return [...new Set(forms)].filter((form) => form !== text && form !== "");
}

function named({ id, name, externalId }: ControllerIdentity): NamedIdentity {
  return { id, name, externalId };
}

function identityFacts(identity: ControllerIdentity, policies: readonly AuthPolicy[]): IdentityFacts {
  const policy = policies.find(({ id }) => id === identity.authPolicyId);
  if (policy === undefined) throw new Error(`the auth policy ${identity.authPolicyId} was just deleted`);
  return { ...named(identity), isDisabled: identity.disabled, policy: policyFacts(policy) };
}

function policyFacts({ id, name, primary, secondary }: AuthPolicy): PolicyFacts {
  return {
    id,
    name,
    extJwtAllowed: primary.extJwt.allowed,
    allowedSigners: primary.extJwt.allowedSigners,
    requireTotp: secondary.requireTotp,
    requireExtJwtSigner: secondary.requireExtJwtSigner,
  };
}

function signerFacts(signer: JwtSigner): SignerFacts {
  return {
    id: signer.id,
    name: signer.name,
    enabled: signer.enabled,
    issuer: signer.issuer ?? "",
    audience: signer.audience,
    jwksEndpoint: signer.jwksEndpoint || null,
    certPem: signer.certPem || null,
    kid: signer.kid ?? signer.fingerprint ?? "",
    claimsProperty: signer.claimsProperty || "sub",
    useExternalId: signer.useExternalId,
  };
}
