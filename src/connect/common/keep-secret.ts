import type { Secrets } from "../../client/secrets";

/** Masks a secret in every text of a connection, also where an IdP repeats it in JSON or in a form. */
export function keepSecret(secrets: Secrets, secret: string): void {
  secrets.add(secret);
  secrets.add(JSON.stringify(secret).slice(1, -1));
  secrets.add(encodeURIComponent(secret));
}
