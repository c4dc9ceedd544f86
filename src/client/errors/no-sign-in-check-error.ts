/** The API has the network, and no call that checks a sign-in. */
export class NoSignInCheckError extends Error {
  override readonly name = "NoSignInCheckError";

  constructor(
    /** `POST /core/v3/networks/…/jwt-checks`. */
    request: string,
  ) {
    super(
      `This API has no sign-in check: it has the network, and not ${request}. NetFoundry has published no ` +
        "such call. The server of this package has it: run netfoundry-scim serve, put the same auth " +
        "policies, JWT signers and people there, and check against that one (api_url, NF_API_URL).",
    );
  }
}
