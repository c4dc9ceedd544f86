import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { adoptNetwork } from "../../src/adopt/adopt-network";
import { hclFiles } from "../../src/adopt/hcl/hcl-files";
import type { AdoptedNetwork } from "../../src/adopt/model/adopted";
import { EVERYTHING } from "../../src/adopt/selection";
import { netfoundry } from "../../src/provider/provider";
import { createDriver } from "../../src/tfplugin";
import { clickingClient, clickLargeNetwork, hideCharacters } from "../adopt/support/large-network";
import { Stage } from "../support/stage";
import { temporaryFolder } from "../support/temporary-folder";

jest.setTimeout(240_000);

const stage = new Stage();
let network: AdoptedNetwork;
beforeAll(async () => {
  const database = join(temporaryFolder(), "server.sqlite");
  await stage.open({ database });
  const client = clickingClient(stage.gate.url);
  await clickLargeNetwork(client);
  client.close();
  hideCharacters(database);
  const driver = createDriver(netfoundry);
  // The provider runs in this process and reads its settings here.
  Object.assign(process.env, stage.environment);
  await driver.configure({});
  network = await adoptNetwork({ driver, target: "network", selection: EVERYTHING });
});
afterAll(() => stage.close());

it("leaves nothing out", () => {
  expect(network.leftOut).toEqual([]);
});

it("hcl", async () => {
  const space = stage.emptySpace();
  for (const { name, content } of hclFiles(network, false)) writeFileSync(join(space.root, name), content);
  await space.succeed("fmt", "-check", "-diff");
  const first = await space.planned();
  expect(first.filter(({ change }) => change.actions.join() !== "no-op")).toEqual([]);
  await space.succeed("apply", "-input=false", "saved");
  expect(await space.planCode()).toBe(0);
  await space.destroy();
});
