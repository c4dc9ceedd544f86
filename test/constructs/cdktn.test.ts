// The successor of cdktf takes the place of it everywhere, as the build does in `dist/constructs-cdktn`.
jest.mock("cdktf", () => jest.requireActual("cdktn"));
jest.mock("cdktf/lib/testing/adapters/jest", () => jest.requireActual("cdktn/lib/testing/adapters/jest"));

describe("with cdktn in place of cdktf", () => {
  require("./bindings.test");
  require("./golden.test");
  require("./identity-provider.test");
  require("./goldens.test");
  require("./mistakes.test");
  require("./provider-agreement.test");
  require("./refusals.test");
  require("./rotation-schedule.test");
  require("./sign-in-check.test");
});
