import { DiagnosticError } from "../../tfplugin";

/** The claims of a token, as a configuration gives them. */
export interface GivenClaims {
  readonly issuer: string;
  readonly audiences: readonly string[] | null;
  readonly claims: Readonly<Record<string, string>> | null;
  readonly claims_json: string | null;
}

/** The claims as in a decoded token. Throws DiagnosticError where they cannot be used. */
export function claimsOf({ issuer, audiences, claims, claims_json }: GivenClaims): Record<string, unknown> {
  const nested = claims_json === null ? {} : parsed(claims_json);
  for (const [attribute, given] of [
    ["claims", claims ?? {}],
    ["claims_json", nested],
  ] as const) {
    refuse(attribute, given, "iss", "issuer");
    refuse(attribute, given, "aud", "audiences");
  }
  const [only, ...more] = audiences ?? [];
  return {
    ...nested,
    ...claims,
    iss: issuer,
    // A token for one audience usually has it as a text.
    ...(only !== undefined && { aud: more.length === 0 ? only : [only, ...more] }),
  };
}

function refuse(attribute: string, given: object, claim: string, argument: string): void {
  if (!Object.hasOwn(given, claim)) return;
  throw new DiagnosticError({
    attribute,
    summary: `${attribute} holds ${claim}`,
    detail: `Give the claim ${claim} in the argument ${argument}, and take it out of ${attribute}.`,
  });
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  const value = jsonOf(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new DiagnosticError({
    attribute: "claims_json",
    summary: "claims_json is no JSON object",
    detail: 'Give an object, such as jsonencode({ realm_access = { roles = ["staff"] } }).',
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
