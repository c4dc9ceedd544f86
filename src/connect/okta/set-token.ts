import * as z from "zod/mini";
import type { Connection } from "../../client/connection";
import { IdpRefusal } from "../common/idp-refusal";
import { keepSecret } from "../common/keep-secret";
import { callForBody } from "../common/send-call";
import { connectionCall, type OktaApp } from "./calls";
import { OKTA_WORDS } from "./refusals";

/** Answer of that call. An app without such a connection has UNKNOWN in both fields. */
const provisioningConnection = z.object({ authScheme: z.string(), status: z.string() });

/**
 * Sets the token of an app in Okta. The call is there for a few apps of the catalog. For any other app Okta
 * answers 200 too and changes nothing: then the result is false, and a person has to paste the token.
 * @throws as callForBody does, and IdpRefusal when the connection takes no token or is not enabled.
 */
export async function setOktaToken(given: {
  readonly connection: Connection;
  readonly app: OktaApp;
  /** The credential of Okta's API. */
  readonly apiToken: string;
  /** The new SCIM token. */
  readonly token: string;
  readonly signal?: AbortSignal | undefined;
}): Promise<boolean> {
  const { connection, app, apiToken, token, signal } = given;
  keepSecret(connection.secrets, apiToken);
  keepSecret(connection.secrets, token);
  const session = { connection, words: OKTA_WORDS, authorization: `SSWS ${apiToken}`, signal };
  const { authScheme, status } = await callForBody(
    session,
    connectionCall(app, token),
    provisioningConnection,
  );
  if (authScheme === "UNKNOWN" || status === "UNKNOWN") return false;
  if (authScheme !== "TOKEN")
    throw new IdpRefusal(
      `The provisioning connection of the app ${app.appId} uses ${authScheme} in place of a token. Open ` +
        "the app's tab Provisioning in the Okta console, and see how it authenticates.",
    );
  if (status === "ENABLED") return true;
  throw new IdpRefusal(
    `Okta took the token for the app ${app.appId}, but its provisioning connection is ${status}. So Okta ` +
      "pushes nothing. Open the app's tab Provisioning in the Okta console, and enable the API integration.",
  );
}
