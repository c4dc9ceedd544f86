/** Whether a location is the URL of a PostgreSQL database. Otherwise it is the path of a file. */
export function isPostgresUrl(location: string): boolean {
  return /^postgres(ql)?:\/\//i.test(location);
}

/** The host and database of a URL, without user and password. */
export function describePostgres(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed === null ? "of the given address" : `${parsed.host}${parsed.pathname}`;
}
