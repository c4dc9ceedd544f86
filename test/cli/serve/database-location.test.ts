import { existsSync } from "node:fs";
import { join } from "node:path";
import { databaseLocation } from "../../../src/cli/serve/database-location";
import { describeDatabase } from "../../../src/server/store/describe-database";
import { temporaryFolder } from "../../support/temporary-folder";

test("the directory of a file is made", () => {
  const file = join(temporaryFolder(), "new@2026", "data.sqlite");
  expect(databaseLocation(file)).toBe(file);
  expect(existsSync(join(file, ".."))).toBe(true);
  expect(describeDatabase(file)).toBe(`database file ${file}`);
});

test.each([
  ["postgres://scim@db/scim", "db/scim"],
  ["postgres://scim:hunter2@db:5433/scim", "db:5433/scim"],
  ["postgresql://scim:hunter2@db/scim?sslmode=verify-full", "db/scim"],
  ["postgres://scim:hunt@er2@db/scim", "db/scim"],
  ["postgres://scim:hunt%2Fer2%40@db/scim", "db/scim"],
  ["postgres://db/scim?user=scim&password=hunter2", "db/scim"],
  ["postgres://db/scim&password=hunter2", "db/scim"],
  ["postgres://scim:hunter2@/scim?host=/run/postgresql", "of the given address"],
])("%s is taken and named without its password", (url, name) => {
  expect(databaseLocation(url)).toBe(url);
  expect(describeDatabase(url)).toBe(`PostgreSQL database ${name}`);
});

// A password of digits up to the slash counts as the port, and the rest as the name of the database.
test.each([
  "postgres://scim:12/hunter2@db/scim",
  "postgres://scim:hunt/er2@db/scim",
  "postgres://scim:12?hunter2@db/scim",
  "postgres://scim:12#hunter2@db/scim",
  "postgres://scim:hunt@er/2@db/scim",
  "postgres://db/scim?user=scim&password=hunt@er2",
])("%s is refused, says what to write, and is not described", (url) => {
  expect(() => databaseLocation(url)).toThrow("write %40 for @, %2F for /, %3F for ? and %23 for #");
  expect(describeDatabase(url)).toBe("PostgreSQL database of the given address");
});

test.each([
  ["mysql://scim:hunter2@db/scim", 'not "mysql://…"'],
  ["postgre://scim:hunter2@db/scim", 'not "postgre://…"'],
  ["postgres:scim:hunter2@db/scim", "starts with postgres://"],
  ["postgres:/scim:hunter2@db/scim", "starts with postgres://"],
  ["scim:hunter2@db/scim", "starts with postgres://"],
  ["s:hunter2@db/scim", "starts with postgres://"],
  ["host=db user=scim password=hunter2", "starts with postgres://"],
  [":memory:", "a database in memory is not supported"],
])("%s is neither taken for a file nor repeated", (given, message) => {
  let text = "";
  try {
    databaseLocation(given);
  } catch (error) {
    text = (error as Error).message;
  }
  expect(text).toContain(message);
  expect(text).not.toContain("hunter2");
});
