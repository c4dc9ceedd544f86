import { describePostgres, isPostgresUrl } from "./postgres/address";

/** Names a database for a person, without user, password and options. */
export function describeDatabase(location: string): string {
  return isPostgresUrl(location)
    ? `PostgreSQL database ${describePostgres(location)}`
    : `database file ${location}`;
}
