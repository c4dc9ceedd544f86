const base = require("./jest.config.json");

const { testMatch: _all, globalSetup: _setup, globalTeardown: _teardown, ...rest } = base;

// Makes the plans of the golden folders anew; no test of the suites does.
module.exports = { ...rest, testRegex: ["/test/review/goldens/make-goldens\\.ts$"] };
