import { pointerTo } from "../../../../src/contract/jwt/claim-pointer";
import { checkSignIn } from "../../../../src/server/signin/check-sign-in";
import { jwksFetcher } from "../../../../src/server/signin/jwks-fetcher";
import type { IdentityFacts, PolicyFacts, SignerFacts } from "../../../../src/server/signin/sign-in-network";
import type { Entity, Given } from "./answers";
import type { PolicyParts } from "./auth-policies";

/** Everything that decides a sign-in. */
export interface World {
  readonly signers: ReadonlyMap<string, Entity>;
  readonly policies: ReadonlyMap<string, Entity>;
  readonly identities: ReadonlyMap<string, Entity>;
}

/** A sign-in that is accepted. */
export interface SignedIn {
  readonly identityId: string;
  /** The further proofs that are asked for: `MFA`, `EXT-JWT`. */
  readonly queries: readonly string[];
}

/** Who a JWT signs in; null when it is refused. The recorded sign-ins hold this to the real controller. */
export async function signInWithJwt(token: string, world: World): Promise<SignedIn | null> {
  const { verdict, identity } = await checkSignIn(
    { tokens: [token], expected: null },
    {
      now: new Date(),
      signers: [...world.signers.values()].map(signerFacts),
      fetchJwks: jwksFetcher({ allowPrivate: true }),
      identityBy: async (key, value) => {
        const entity = [...world.identities.values()].find((one) => one[key] === value);
        return entity === undefined ? null : identityFacts(entity, world);
      },
      // Only hints read these, and a controller gives none.
      identitiesBy: async () => [],
      identitiesAlike: async () => [],
      disablingOf: async () => null,
    },
  );
  if (verdict === "refused" || identity === null) return null;
  const policy = policyFacts(policyOf(world.identities.get(identity.id), world));
  const queries = [
    ...(policy.requireTotp ? ["MFA"] : []),
    ...(policy.requireExtJwtSigner === null ? [] : ["EXT-JWT"]),
  ];
  return { identityId: identity.id, queries };
}

function signerFacts(entity: Entity): SignerFacts {
  const one = entity as Entity & { [Name in keyof SignerFacts]: SignerFacts[Name] };
  // The 1.6 line keeps the name of a claim, 2.x a JSON pointer.
  const claimsProperty = one.claimsProperty.startsWith("/")
    ? one.claimsProperty
    : pointerTo(one.claimsProperty);
  return { ...one, claimsProperty, kid: one.kid ?? "", audience: one.audience ?? null };
}

function identityFacts(entity: Entity, world: World): IdentityFacts {
  const { id, name, disabled, externalId } = entity;
  const policy = policyFacts(policyOf(entity, world));
  return {
    id,
    name,
    externalId: externalId === null ? null : String(externalId),
    isDisabled: disabled === true,
    policy,
  };
}

function policyOf(entity: Given | undefined, { policies }: World): Entity {
  const policy = policies.get(String(entity?.authPolicyId ?? "default"));
  if (policy === undefined) throw new Error(`no auth policy ${entity?.authPolicyId}`);
  return policy;
}

function policyFacts(policy: Entity): PolicyFacts {
  const { primary, secondary } = policy as PolicyParts;
  return {
    id: policy.id,
    name: policy.name,
    extJwtAllowed: primary?.extJwt.allowed === true,
    allowedSigners: primary?.extJwt.allowedSigners ?? [],
    requireTotp: secondary?.requireTotp === true,
    requireExtJwtSigner: secondary?.requireExtJwtSigner ?? null,
  };
}
