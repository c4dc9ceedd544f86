/** The page about `terraform test`: its files, as a reader writes them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";
import { ROOT } from "./examples";

jest.setTimeout(120_000);

const page = readFileSync(join(ROOT, "docs/guides/testing-your-stack.md"), "utf8");
const [main = "", mocked = "", served = ""] = [...page.matchAll(/^```hcl\n([\s\S]*?)^```/gm)].map(
  ([, code = ""]) => code,
);
const stage = new Stage();
let space: TerraformFolder;

beforeAll(async () => {
  await stage.open();
  space = stage.space().configure(main);
  writeFileSync(join(space.root, "mocked.tftest.hcl"), mocked);
  writeFileSync(join(space.root, "served.tftest.hcl"), served);
  await space.init();
});
afterAll(() => stage.close());

test.each(["mocked", "served"])("the test of %s.tftest.hcl passes", async (name) => {
  const { stdout } = await space.succeed("test", `-filter=${name}.tftest.hcl`);
  expect(stdout).toContain("Success! 1 passed, 0 failed.");
});

test("a wrong configuration fails the test with its message", async () => {
  space.configure(main.replace("primary_email", "user_name"));
  const words = await space.fail("test", "-filter=mocked.tftest.hcl");
  expect(words).toContain("the tokens of Okta carry the e-mail address");
});
