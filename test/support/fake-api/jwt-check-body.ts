import type { JwtCheck } from "../../../src/contract/gateway/jwt-check";

/** What the API answers of a token that signs Ada in. */
export const ACCEPTED: JwtCheck = {
  verdict: "accepted",
  failure: null,
  steps: [
    { step: "format", outcome: "passed", failure: null, detail: "Signed with RS256." },
    { step: "issuer", outcome: "passed", failure: null, detail: 'The signer "Okta" has the issuer.' },
  ],
  signer: { id: "signer-1", name: "Okta" },
  identity: { id: "identity-1", name: "ada@example.com" },
  authPolicy: { id: "policy-1", name: "Okta sign-in" },
  isExpectedIdentity: null,
  controllerAnswer: { status: 200, error: null, wwwAuthenticate: null, authQueries: [] },
  hints: [],
};

/** What it answers of a token for another audience. */
export const REFUSED: JwtCheck = {
  ...ACCEPTED,
  verdict: "refused",
  failure: "AUDIENCE_MISMATCH",
  steps: [
    ...ACCEPTED.steps,
    { step: "audience", outcome: "failed", failure: "AUDIENCE_MISMATCH", detail: 'It is for "other".' },
    { step: "claim", outcome: "not-reached", failure: null, detail: "" },
  ],
  identity: null,
  authPolicy: null,
  controllerAnswer: { status: 401, error: "invalid", wwwAuthenticate: null, authQueries: [] },
  hints: [{ code: "AUDIENCE_OF_TOKEN", message: 'Set the audience of "Okta" to "other".' }],
};
