import { preparePostgresql } from "./server/support/postgresql";

/** Jest calls it before the first test file. */
export = preparePostgresql;
