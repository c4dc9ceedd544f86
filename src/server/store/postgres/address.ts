import { parseUrl } from "../../../contract/parse-url";

/** Whether a location is the URL of a PostgreSQL database. Otherwise it is the path of a file. */
export function isPostgresUrl(location: string): boolean {
  return /^postgres(ql)?:\/\//i.test(location);
}

/**
 * Whether a URL of PostgreSQL has its password where everybody looks for it. A `/`, `?` or `#` inside a
 * password ends the host too early, unless it is written in percent form. Half of the password would then
 * count as the name of a host, a port or a database, which messages show.
 */
export function isClearPostgresUrl(url: string): boolean {
  const behindHost = /^[^:]+:\/\/[^/?#]*(.*)$/s.exec(url)?.[1] ?? "";
  return !behindHost.includes("@");
}

/** Names the host and the database of a URL. Never shows user, password and options. */
export function describePostgres(url: string): string {
  const parsed = isClearPostgresUrl(url) ? parseUrl(url) : null;
  if (parsed === null) return "of the given address";
  // With & in place of ?, the options would belong to the name.
  return `${parsed.host}${/^\/[\w%.~-]*/.exec(parsed.pathname)?.[0] ?? ""}`;
}
