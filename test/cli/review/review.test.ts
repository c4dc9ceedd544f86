import { join } from "node:path";
import { review } from "../../../src/cli/review/review";
import { planText } from "../../review/support/sample-plan";
import { file, temporaryFolder } from "../../support/temporary-folder";

test("a report that cannot be written is an error that names the file and the option", async () => {
  const folder = temporaryFolder();
  const plan = file(join(folder, "plan.json"), planText([]));
  const nowhere = join(folder, "nowhere", "review.sarif");
  const written = review(plan, {
    format: "json",
    write: [{ format: "sarif", file: nowhere }],
    failOn: "attention",
  });
  const failure = await written.catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({ name: "CliError", exitCode: 1 });
  expect(String(failure)).toMatch(/The file .*nowhere.review\.sarif of --write cannot be written: .*ENOENT/);
});
