import type { JwtCheckRequest } from "../../../../../contract/gateway/jwt-check";
import { edgeList, edgeText } from "../../api/edge";
import { Problem } from "../../api/problem";

/** What a person typed. */
export interface CheckForm {
  readonly kind: "token" | "claims";
  readonly token: string;
  /** Empty: there is no second token. */
  readonly secondToken: string;
  /** JSON text. */
  readonly claims: string;
  /** Name or id of the identity that the person expects. Empty: any identity. */
  readonly expected: string;
}

/**
 * The body of the check.
 * @throws Problem whose `fields` name what is wrong with the form: `token`, `claims` or `expected`.
 */
export async function checkRequest(form: CheckForm, signal: AbortSignal): Promise<JwtCheckRequest> {
  const subject = form.kind === "token" ? { tokens: tokensOf(form) } : { claims: claimsOf(form.claims) };
  const name = form.expected.trim();
  return name === "" ? subject : { ...subject, expectedIdentityId: await identityId(name, signal) };
}

function tokensOf({ token, secondToken }: CheckForm): string[] {
  if (token.trim() === "") throw wrong("token", "Paste the token that should sign in.");
  return [token, secondToken].filter((each) => each.trim() !== "");
}

/** The claims that a JSON text holds. @throws Problem when it holds no object. */
export function claimsOf(text: string): Record<string, unknown> {
  const value = parsed(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw wrong("claims", 'Write one JSON object, as in {"iss": "https://idp.example.com", "sub": "ada"}.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong("claims", `This is not JSON: ${(error as Error).message}.`);
  }
}

async function identityId(nameOrId: string, signal: AbortSignal): Promise<string> {
  const page = { page: 1, size: 1, sort: "name,asc" };
  const quoted = edgeText(nameOrId);
  const { rows } = await edgeList<{ id: string }>(
    "/identities",
    page,
    `name = ${quoted} or id = ${quoted}`,
    signal,
  );
  const [found] = rows;
  if (found !== undefined) return found.id;
  throw wrong("expected", `No identity has exactly this name or ID: ${nameOrId}.`);
}

function wrong(field: keyof CheckForm, reason: string): Problem {
  return new Problem(reason, null, null, [{ field, reason }]);
}
