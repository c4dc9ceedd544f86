import type { Client } from "../../client/client";
import type { JwtCheck } from "../../contract/gateway/jwt-check";
import { CliError } from "../errors/cli-error";
import { ladder, verdictLine } from "../jwt-check/ladder";
import { showsUnicode } from "../output/shows-unicode";
import type { Terminal } from "../output/terminal";
import { hangingLines } from "../output/wrap";
import type { SignIn } from "./example-sign-ins";
import type { LocalIssuer } from "./local-issuer";

/** Signs a token as Okta would, and asks the API at which step it fails. Throws CliError and as calls do. */
export async function checkSignIn(
  { person, email }: SignIn,
  issuer: LocalIssuer,
  client: Client,
): Promise<JwtCheck> {
  const signers = await client.jwtSigners.list();
  const signer = signers.find(({ jwksEndpoint }) => jwksEndpoint === issuer.keys);
  if (signer === undefined)
    throw new CliError(`the example's stack has no JWT signer with the keys of ${issuer.keys}`);
  const { issuer: iss, audience: aud } = signer;
  const claims = { sub: person.id, email, ...(iss && { iss }), ...(aud && { aud }) };
  return client.signInChecks.check({ tokens: [await issuer.sign(claims)] });
}

/** What the check found: one line for a person who signs in, and for another one each step and the hints. */
export function signInReport(terminal: Terminal, { lookFor }: SignIn, check: JwtCheck): string {
  const found =
    check.verdict === "accepted"
      ? `${verdictLine(terminal, check)}; all ${check.steps.length} steps passed\n`
      : ladder(terminal, check, showsUnicode(terminal, process.env));
  return `${hangingLines("", `Sign-in: ${lookFor}`, terminal.columns)}${found}`;
}
