import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { adoptNetwork } from "../../src/adopt/adopt-network";
import { hclFiles } from "../../src/adopt/hcl/hcl-files";
import { EVERYTHING } from "../../src/adopt/selection";
import { typescriptFiles } from "../../src/adopt/typescript/typescript-files";
import type { AdoptedNetwork } from "../../src/as-code/model/adopted";
import { netfoundry } from "../../src/provider/provider";
import { createDriver } from "../../src/tfplugin";
import { clickingClient, clickLargeNetwork, hideCharacters } from "../adopt/support/large-network";
import { TypeScriptApp } from "../adopt/support/typescript-app";
import { requireBuild } from "../support/installed-provider";
import { Stage } from "../support/stage";
import { temporaryFolder } from "../support/temporary-folder";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(240_000);

const stage = new Stage();
const database = join(temporaryFolder(), "server.sqlite");
beforeAll(async () => {
  // The TypeScript app takes the constructs from there.
  requireBuild();
  await stage.open({ database });
  // The provider runs in this process and reads its settings here.
  Object.assign(process.env, stage.environment);
});
afterAll(() => stage.close());

it("HCL of a large network plans imports only, then nothing, and a destroy runs through", async () => {
  const network = await adoptedNetwork();
  const space = stage.emptySpace();
  for (const { name, content } of hclFiles(network, false)) writeFileSync(join(space.root, name), content);
  await space.succeed("fmt", "-check", "-diff");
  await expectOnlyImports(space, network);
});

it("a TypeScript app of a large network does so too, and the compiler has nothing to say", async () => {
  const network = await adoptedNetwork();
  const app = new TypeScriptApp(typescriptFiles(network, false));
  expect(app.compile()).toEqual([]);
  const space = stage.emptySpace(await app.synthesize());
  await space.init();
  await expectOnlyImports(space, network);
});

/** Clicks a network together and adopts it. The test before destroyed its own. */
async function adoptedNetwork(): Promise<AdoptedNetwork> {
  const client = clickingClient(stage.gate.url);
  await clickLargeNetwork(client);
  client.close();
  hideCharacters(database);
  const driver = createDriver(netfoundry);
  await driver.configure({});
  const network = await adoptNetwork({ driver, target: "network", selection: EVERYTHING });
  expect(network.leftOut).toEqual([]);
  return network;
}

/** Plans, applies, plans again and destroys. */
async function expectOnlyImports(space: TerraformFolder, { integrations }: AdoptedNetwork): Promise<void> {
  const slots = integrations.filter(({ token }) => token !== null).length;
  const first = await space.planned();
  expect(first.filter(({ change }) => change.actions.join() !== "no-op")).toEqual([]);
  expect(first.filter(({ change }) => "importing" in change)).toHaveLength(6 + 11 + 60 + 60 + slots);
  await space.succeed("apply", "-input=false", "saved");
  expect(await space.planCode()).toBe(0);
  await space.destroy();
}
