import { parseUrl } from "../../contract/parse-url";
import { usageError } from "../errors/cli-error";

/**
 * The base URL of a SCIM server that somebody gave by --url, as it was given. Throws CliError.
 * @param tokenPlace where a token belongs, for the message.
 */
export function scimUrl(text: string, tokenPlace: string): string {
  const url = parseUrl(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hash !== "")
    throw usageError("--url must be an address as in https://example.com/scim/v2");
  if (url.username !== "" || url.password !== "")
    throw usageError(`--url must carry no credential; the token goes into ${tokenPlace}`);
  return text;
}
