import type { HintCode, JwtCheck, SignInFailure } from "../../contract/gateway/jwt-check";
import type { CheckedToken } from "./check-token";
import { pointerTo } from "./claim-pointer";
import type { SignInNetwork } from "./sign-in-network";

type Hint = JwtCheck["hints"][number];

/** Domain rule 28: names the usual cause of a failure when the network shows it. */
export async function hintsFor(
  failure: SignInFailure | null,
  checked: CheckedToken,
  network: SignInNetwork,
): Promise<Hint[]> {
  switch (failure) {
    case "UNKNOWN_ISSUER":
      return issuerHints(checked, network);
    case "CLAIM_MISSING":
      return claimHints(checked);
    case "IDENTITY_NOT_FOUND":
      return identityHints(checked, network);
    default:
      return [];
  }
}

function issuerHints({ jwt }: CheckedToken, { signers }: SignInNetwork): Hint[] {
  const said = jwt?.claims.iss;
  if (typeof said !== "string") return [];
  const alike = signers.find(({ issuer }) => withoutSlash(issuer) === withoutSlash(said));
  if (alike === undefined) return [];
  const [name, issuer] = [JSON.stringify(alike.name), JSON.stringify(alike.issuer)];
  const message = `the JWT signer ${name} has the issuer ${issuer}: only the slash at the end differs`;
  return [hint("ISSUER_TRAILING_SLASH", message)];
}

const withoutSlash = (issuer: string) => (issuer.endsWith("/") ? issuer.slice(0, -1) : issuer);

function claimHints({ jwt, signer }: CheckedToken): Hint[] {
  const property = signer?.claimsProperty ?? "";
  const plain = [property, property.slice(1)].find((name) => Object.hasOwn(jwt?.claims ?? {}, name));
  if (plain === undefined || plain === "") return [];
  const [name, pointer] = [JSON.stringify(plain), JSON.stringify(pointerTo(plain))];
  const message = `the token has the claim ${name}; claimsProperty is a JSON pointer, so write ${pointer}`;
  return [hint("CLAIM_NEEDS_ESCAPE", message)];
}

async function identityHints({ signer, claim }: CheckedToken, network: SignInNetwork): Promise<Hint[]> {
  if (signer === null || claim === null) return [];
  if (!signer.useExternalId) {
    const other = await network.identityBy("externalId", claim);
    if (other === null) return [];
    const name = JSON.stringify(other.name);
    const message = `it is the external ID of the identity ${name}; set useExternalId to true`;
    return [hint("USE_EXTERNAL_ID_OFF", message)];
  }
  if (!(await network.hasExternalIdIgnoringCase(claim))) return [];
  return [
    hint(
      "EXTERNAL_ID_CASE",
      "an identity has this external ID in another case; external IDs must match in case",
    ),
  ];
}

function hint(code: HintCode, message: string): Hint {
  return { code, message };
}
