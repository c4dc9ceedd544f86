const base = require("./jest.config.json");
const { FLOWS, POSTGRESQL, SERVER } = require("./test/suites");

// No PostgreSQL is prepared: no unit test uses one.
const { globalSetup: _setup, globalTeardown: _teardown, ...rest } = base;

module.exports = { ...rest, testPathIgnorePatterns: ["/node_modules/", ...FLOWS, ...POSTGRESQL, ...SERVER] };
