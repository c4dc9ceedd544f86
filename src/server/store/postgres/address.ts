/** Whether a database is named by the address of a PostgreSQL server rather than by a file. */
export function isPostgresUrl(location: string): boolean {
  return /^postgres(ql)?:\/\//i.test(location);
}

/** The address without user and password. */
export function describePostgres(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed === null ? "of the given address" : `${parsed.host}${parsed.pathname}`;
}
