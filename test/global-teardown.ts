import { stopPostgresql } from "./server/support/postgresql";

/** Jest calls it after the last test file. */
export = stopPostgresql;
