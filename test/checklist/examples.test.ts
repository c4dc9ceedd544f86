/** Contract checklist, "Cross-cutting": line 44. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CLIENT_ID, CLIENT_SECRET } from "../support/served";
import { Stage } from "../support/stage";

jest.setTimeout(120_000);

const EXAMPLES = resolve(__dirname, "../../examples");
const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());

/** Every example in Terraform's language, except the provider block and the import blocks. */
function examples(kind: string): [string, string][] {
  const folder = join(EXAMPLES, kind);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tf") && !file.endsWith("import.tf"))
    .map((file) => [`${kind}/${file}`, readFileSync(join(folder, file), "utf8")]);
}

test("44 every example of a resource validates and plans", async () => {
  for (const [file, text] of examples("resources")) {
    const space = stage.space().configure(text);
    await space.succeed("validate");
    expect([file, await space.planCode()]).toEqual([file, 2]);
  }
});

test("44 every other example in Terraform's language validates", async () => {
  for (const kind of ["data-sources", "ephemeral-resources", "functions"]) {
    for (const [, text] of examples(kind)) await stage.space().configure(text).succeed("validate");
  }
});

test("44 the quickstart validates and plans", async () => {
  const synthesized = JSON.parse(readFileSync(join(EXAMPLES, "quickstart/cdk.tf.json"), "utf8"));
  const netfoundry = [{ api_url: stage.gate.url, client_id: CLIENT_ID, client_secret: CLIENT_SECRET }];
  const space = stage.space();
  const configuration = JSON.stringify({ ...synthesized, provider: { netfoundry } });
  writeFileSync(join(space.root, "main.tf.json"), configuration);
  await space.succeed("init", "-input=false");
  await space.succeed("validate");
  expect(await space.planCode()).toBe(2);
});
