const base = require("./jest.config.json");
const { FLOWS } = require("./test/suites");

const { testMatch: _all, ...rest } = base;

module.exports = { ...rest, testRegex: FLOWS.map((pattern) => `${pattern}.*\\.test\\.ts$`) };
