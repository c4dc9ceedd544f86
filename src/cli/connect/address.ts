import { parseUrl } from "../../contract/parse-url";
import { usageError } from "../errors/cli-error";

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
