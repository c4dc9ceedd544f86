const base = require("./jest.config.json");
const { FLOWS, POSTGRESQL, SERVER } = require("./test/suites");

// No PostgreSQL is prepared: no test of this suite uses one.
const { globalSetup: _setup, globalTeardown: _teardown, testMatch: _all, ...rest } = base;

module.exports = {
  ...rest,
  testRegex: SERVER.map((pattern) => `${pattern}.*\\.test\\.ts$`),
  testPathIgnorePatterns: ["/node_modules/", ...FLOWS, ...POSTGRESQL],
};
