import { parseUrl } from "../../contract/parse-url";
import { usageError } from "../cli-error";

const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);

/**
 * The origin of an IdP's address, without a slash at its end. A credential goes there, so it has to be https,
 * but for this machine. Throws CliError.
 * @param setting the option and variable that it comes from, for the message.
 */
export function idpOrigin(text: string, setting: string, example: string): string {
  const url = parseUrl(text);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.has(url.hostname));
  const isOrigin = url !== null && url.href === `${url.origin}/`;
  if (url !== null && isSafe && isOrigin) return url.origin;
  throw usageError(`${setting} must be https:// and a host, as in ${example}, without a path`);
}

/** An integration URL that somebody typed. Throws CliError. */
export function integrationUrl(text: string): string {
  const url = parseUrl(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hash !== "")
    throw usageError("--url must be an integration URL, as in https://example.com/scim/v2/...");
  if (url.username !== "" || url.password !== "")
    throw usageError("--url must carry no credential; the token goes into --token-file");
  return text;
}
