// The successor of cdktf takes the place of it everywhere, as the build does in `dist/constructs-cdktn`.
jest.mock("cdktf", () => jest.requireActual("cdktn"));

describe("with cdktn in place of cdktf", () => {
  require("./golden.test");
  require("./identity-provider.test");
  require("./goldens.test");
  require("./mistakes.test");
  require("./provider-agreement.test");
  require("./refusals.test");
  require("./rotation-schedule.test");
});
