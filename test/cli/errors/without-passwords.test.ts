import { withoutPasswords } from "../../../src/cli/errors/without-passwords";

test.each([
  ["'--databse=postgres://scim:hunter2@db/scim'", "'--databse=postgres://[secret]@db/scim'"],
  ["postgres://scim:hunt/er2 @ x@db/scim", "postgres://[secret]@db/scim"],
  ["redis+tls://:hunter2@db", "redis+tls://[secret]@db"],
  ["https://me:hunter2@db/x is not ada@example.com", "https://[secret]@db/x is not ada@example.com"],
  ['database "scim&password=hunter2" does not exist', 'database "scim&password=[secret]'],
  ["host=db password = hunter 2", "host=db password =[secret]"],
  ["The file nfscim_hunter2-hunter2-x cannot be read", "The file [secret] cannot be read"],
])("%s becomes %s", (text, expected) => {
  expect(withoutPasswords(text)).toBe(expected);
});

test.each([
  'https://db/Users?filter=userName eq "ada@example.com"',
  'password authentication failed for user "scim"',
  "write %40 for @, as in postgres://…",
  "a token begins with nfscim_ and a sealed one with eyJ",
])("%s stays as it is", (text) => {
  expect(withoutPasswords(text)).toBe(text);
});
