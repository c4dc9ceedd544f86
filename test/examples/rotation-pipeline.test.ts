/** The configuration of examples/rotation-pipeline, by the recorded schemas of the secret stores. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { netfoundry } from "../../src/provider/provider";
import { serveInProcess } from "../../src/tfplugin";
import { providerFacts, type RecordedProvider } from "../support/secret-stores/provider-facts";
import { StandInStore } from "../support/secret-stores/stand-in-store";
import { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(60_000);

const FOLDER = resolve(__dirname, "../../examples/rotation-pipeline/terraform");
const example = (file: string) => readFileSync(join(FOLDER, file), "utf8");
const SLOT = example("slot.tf");

/** What terraform finds wrong with the slot and a store beside it. */
async function problems(provider: RecordedProvider, store: string): Promise<string[]> {
  const stood = await new StandInStore(providerFacts(provider)).open();
  const served = await serveInProcess(netfoundry);
  const reattach = { ...JSON.parse(served.reattach), ...JSON.parse(stood.reattach) };
  const folder = new TerraformFolder({ environment: { TF_REATTACH_PROVIDERS: JSON.stringify(reattach) } });
  try {
    const { source } =
      /registry\.terraform\.io\/(?<source>.*)/.exec(providerFacts(provider).provider)?.groups ?? {};
    const required = `    ${provider} = { source = "${source}" }\n`;
    writeFileSync(
      join(folder.root, "slot.tf"),
      SLOT.replace(/^ {2}required_providers \{\n/m, `$&${required}`),
    );
    await folder.configure(store).init();
    const { stdout } = await folder.terraform("validate", "-json");
    const { diagnostics } = JSON.parse(stdout);
    return diagnostics.map(({ summary, detail }: Record<string, string>) => `${summary}: ${detail}`);
  } finally {
    await served.close();
    await stood.close();
  }
}

describe("a token goes to a write-only argument of", () => {
  test.each<[RecordedProvider, string]>([
    ["aws", "store-aws.tf"],
    ["vault", "store-vault.tf"],
  ])("%s", async (provider, file) => {
    expect(await problems(provider, example(file))).toEqual([]);
  });
});

test("an argument that stands in the state takes no token", async () => {
  const found = await problems("aws", example("store-aws.tf").replace(/secret_string_wo /, "secret_string "));
  expect(found.join()).toContain("Ephemeral values are not valid");
});

test("a secret of GitHub Actions has no write-only argument, as the README says", () => {
  const attributes = Object.values(providerFacts("github").resources.github_actions_secret ?? {});
  expect(attributes.filter(({ write_only }) => write_only)).toEqual([]);
});

test.each(["github.yml", "gitlab.yml"])("%s runs scripts that are there", (file) => {
  const jobs = readFileSync(join(FOLDER, "..", file), "utf8");
  parse(jobs);
  const scripts = [...jobs.matchAll(/\brotation\/([\w-]+\.sh)/g)].map(([, name]) => name);
  expect([...new Set(scripts)]).toEqual(["rotate.sh", "tell-idp.sh", "check-token.sh"]);
});

test("a run repeats an interrupted mint within a day, and review.yaml names the same interval", () => {
  const { on } = parse(readFileSync(join(FOLDER, "../github.yml"), "utf8"));
  const { schedule } = parse(readFileSync(join(FOLDER, "../review.yaml"), "utf8"));
  expect([on.schedule, schedule]).toEqual([[{ cron: "0 */6 * * *" }], "6h"]);
});
