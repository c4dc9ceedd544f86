import { join } from "node:path";
import { settingsFrom } from "../../../src/cli/review/settings-from";
import { file, temporaryFolder } from "../../support/temporary-folder";

const folder = temporaryFolder();

describe("a review.yaml that cannot be used", () => {
  it.each([
    ["with a wrong setting", file(join(folder, "wrong.yaml"), "schedule: often\n")],
    ["that is no YAML", file(join(folder, "broken.yaml"), "schedule: [\n")],
    ["that is not there", join(folder, "absent.yaml")],
  ])("%s is a usage error", (_, path) => {
    expect(() => settingsFrom(path)).toThrow(expect.objectContaining({ name: "CliError", exitCode: 64 }));
  });
});
