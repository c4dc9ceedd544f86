import { claimAt } from "../../../../../contract/jwt/claim-pointer";
import { ISSUER_DIFFERENCES, issuerDifferences } from "../../../../../contract/jwt/issuer-difference";
import type { Claims } from "../../../../../contract/jwt/parse-jwt";
import { textClaims } from "../../../../../contract/jwt/text-claims";
import type { Tone } from "../../parts/text/tone";
import type { SignerForm } from "./signer-form";

/** What a token says about the form, as a sentence, and how the form could follow it. */
export interface Advice {
  readonly tone: Tone;
  readonly text: string;
  readonly fixes: readonly Fix[];
}

/** A change of the form that a person may choose. */
export interface Fix {
  readonly label: string;
  readonly change: Partial<SignerForm>;
}

/** Compares the claims of a token with the form. @param now in milliseconds. */
export function tokenAdvice(claims: Claims, form: SignerForm, now: number): readonly Advice[] {
  return [
    issuerAdvice(claims.iss, form.issuer.trim()),
    audienceAdvice(claims.aud, form.audience.trim()),
    claimAdvice(claims, form),
    ...idAdvice(form),
    ...expiryAdvice(claims.exp, now),
  ];
}

function issuerAdvice(iss: unknown, issuer: string): Advice {
  if (typeof iss !== "string") {
    return bad("The token has no iss, so no JWT signer accepts it. Take one that names its issuer.");
  }
  const fixes = [{ label: "Use its issuer", change: { issuer: iss } }];
  if (issuer === iss) return good("Its issuer is the one of the form.");
  if (issuer === "") return { tone: "neutral", text: `Its issuer is ${quoted(iss)}.`, fixes };
  const differences = issuerDifferences(iss, issuer).map((code) => ISSUER_DIFFERENCES[code]);
  const why = differences.length === 0 ? "" : ` It differs by ${differences.join(" and by ")}.`;
  return bad(
    `Its issuer is ${quoted(iss)}, not the one of the form.${why} Both must be exactly the same.`,
    fixes,
  );
}

function audienceAdvice(aud: unknown, audience: string): Advice {
  const said = [aud].flat().filter((each) => typeof each === "string");
  if (said.length === 0) {
    return bad("The token has no aud, so the network refuses it. Set the identity provider to write one.");
  }
  if (said.includes(audience)) return good("Its aud holds the audience of the form.");
  const fixes = said.map((each) => ({
    label: `Use the audience ${quoted(each)}`,
    change: { audience: each },
  }));
  const all = said.map(quoted).join(", ");
  if (audience === "") return { tone: "neutral", text: `Its audience is ${all}.`, fixes };
  const alike = said.find((each) => plain(each) === plain(audience));
  const why = alike === undefined ? "" : " It differs only by case or by a slash at the end.";
  return bad(`Its audience is ${all}, and the form says another one.${why}`, fixes);
}

function claimAdvice(claims: Claims, form: SignerForm): Advice {
  const property = form.claimsProperty.trim() || "sub";
  const value = claimAt(claims, property);
  const fixes = offeredClaims(claims)
    .filter(({ pointer }) => pointer !== property && pointer !== `/${property}`)
    .map(({ pointer, value: text }) => ({
      label: `Use the claim ${pointer.slice(1)}: ${quoted(text)}`,
      change: { claimsProperty: pointer },
    }));
  if (typeof value === "string") {
    return { tone: "good", text: `The claim ${quoted(property)} says ${quoted(value)}.`, fixes };
  }
  if (value !== undefined) return bad(`The claim ${quoted(property)} is no text, so it names nobody.`, fixes);
  if (Object.hasOwn(claims, property)) {
    // The name has a slash or a tilde, which a pointer escapes.
    return bad(`The claim ${quoted(property)} needs another notation here. Choose it below.`, fixes);
  }
  const alike = Object.keys(claims).find((name) => name.toLowerCase() === property.toLowerCase());
  const why = alike === undefined ? "" : ` It has ${quoted(alike)}: upper and lower case count.`;
  return bad(`The token has no claim ${quoted(property)}.${why}`, fixes);
}

function idAdvice(form: SignerForm): Advice[] {
  if (form.useExternalId) return [];
  const text =
    "The form compares the claim with the ID of an identity, which no identity provider knows. People whom " +
    "SCIM makes have an external ID.";
  return [
    {
      tone: "warn",
      text,
      fixes: [{ label: "Compare with the external ID", change: { useExternalId: true } }],
    },
  ];
}

function expiryAdvice(exp: unknown, now: number): Advice[] {
  if (typeof exp !== "number" || exp * 1000 > now) return [];
  return [
    { tone: "neutral", text: "The token has expired. What it says of the form still holds.", fixes: [] },
  ];
}

/** Claims that never name a person (RFC 7519, OpenID Connect Core). */
const NO_PERSON: ReadonlySet<string> = new Set([
  "/iss",
  "/aud",
  "/jti",
  "/nonce",
  "/azp",
  "/sid",
  "/acr",
  "/at_hash",
  "/c_hash",
  "/scope",
  "/scp",
]);

/** The claims of a token that may name a person. */
export function offeredClaims(claims: Claims) {
  return textClaims(claims).filter(({ pointer }) => !NO_PERSON.has(pointer));
}

const quoted = (text: string) => `“\u2068${text}\u2069”`;
const plain = (text: string) => text.toLowerCase().replace(/\/$/, "");
const good = (text: string): Advice => ({ tone: "good", text, fixes: [] });
const bad = (text: string, fixes: readonly Fix[] = []): Advice => ({ tone: "bad", text, fixes });
