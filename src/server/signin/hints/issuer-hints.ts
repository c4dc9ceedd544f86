import {
  ISSUER_DIFFERENCES,
  type IssuerDifference,
  issuerDifferences,
} from "../../../contract/jwt/issuer-difference";
import { link } from "../links";
import type { SignerFacts } from "../sign-in-network";
import { type Hint, hint, listed, MAX_LISTED, quoted } from "./hint";

/** Why no JWT signer has the issuer of the token. */
export function issuerHints(iss: unknown, signers: readonly SignerFacts[]): Hint[] {
  if (typeof iss !== "string") {
    const message = "the token has no iss; send a token that names its issuer, such as an ID token";
    return [hint("ISSUERS_KNOWN", message)];
  }
  const alike = signers.flatMap((signer) =>
    issuerDifferences(iss, signer.issuer).map((code) => differs(code, signer)),
  );
  return alike.length > 0 ? alike : [known(signers)];
}

function differs(code: IssuerDifference, signer: SignerFacts): Hint {
  const [name, issuer] = [quoted(signer.name), quoted(signer.issuer)];
  const message =
    `the JWT signer ${name} has the issuer ${issuer}, which differs by ${ISSUER_DIFFERENCES[code]}; set ` +
    "its issuer to exactly what the token says";
  return hint(code, message, link("jwt-signer", signer));
}

function known(signers: readonly SignerFacts[]): Hint {
  if (signers.length === 0) {
    const message = "the network has no JWT signer; create one with the issuer that the token says";
    return hint("ISSUERS_KNOWN", message);
  }
  const message =
    `the issuers of the network's JWT signers are ${listed(signers.map(({ issuer }) => issuer))}; create a ` +
    "JWT signer with the token's issuer, or send a token of one of these";
  const links = signers.slice(0, MAX_LISTED).map((signer) => link("jwt-signer", signer));
  return hint("ISSUERS_KNOWN", message, ...links);
}
