import { parseUrl } from "../../contract/parse-url";
import { isExempt } from "./no-proxy";

/** A proxy of the environment. */
export interface HttpProxy {
  readonly protocol: "http:" | "https:";
  readonly hostname: string;
  readonly port: number;
  /** As they are sent, not percent-encoded (RFC 3986 section 2.1). */
  readonly credentials: { readonly username: string; readonly password: string } | null;
  /** The variable that names it: `HTTPS_PROXY`. */
  readonly variable: string;
}

/** A variable that names no proxy. The message does not hold its value, which may have a password. */
export class ProxyVariableError extends Error {
  override readonly name = "ProxyVariableError";

  constructor(
    readonly variable: string,
    problem: string,
  ) {
    super(
      `${variable} ${problem}. Write http://host:port or http://user:password@host:port, with special ` +
        "characters of the user name and the password percent-encoded.",
    );
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a URL: `HTTPS_PROXY` or `HTTP_PROXY`, else `ALL_PROXY`, in lower case or upper case, unless
 * `NO_PROXY` names the host. Null for none.
 * @throws ProxyVariableError for a variable that cannot be used.
 */
export function proxyFor(url: URL, environment: Environment): HttpProxy | null {
  const names = [`${url.protocol.slice(0, -1)}_proxy`, "all_proxy"].flatMap((name) => [
    name,
    name.toUpperCase(),
  ]);
  const variable = names.find((name) => environment[name]?.trim());
  if (variable === undefined) return null;
  if (isExempt(environment.no_proxy || environment.NO_PROXY || "", url)) return null;
  return proxyOf(variable, environment[variable]?.trim() ?? "");
}

function proxyOf(variable: string, value: string): HttpProxy {
  // Without a scheme the value is the address of a plain proxy.
  const text = value.includes("://") ? value : `http://${value}`;
  const url = parseUrl(text);
  if (url === null) throw new ProxyVariableError(variable, "is no URL");
  const { protocol, hostname, port, username, password } = url;
  if (protocol !== "http:" && protocol !== "https:") {
    throw new ProxyVariableError(
      variable,
      `begins with ${protocol}//, and only http and https proxies are known`,
    );
  }
  const hasCredentials = username !== "" || password !== "";
  return {
    protocol,
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port || (protocol === "https:" ? 443 : 80)),
    credentials: hasCredentials ? { username: decoded(username), password: decoded(password) } : null,
    variable,
  };
}

/** A part of a URL without its percent-encoding. A text that is not encoded stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
