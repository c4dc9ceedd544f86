import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Server, startServer, Workspace } from "../support/served";

jest.setTimeout(120_000);

const FIXTURES = resolve(__dirname, "../fixtures/state");

interface StateFile {
  serial: number;
  readonly lineage: string;
  readonly resources: {
    readonly type: string;
    readonly instances: { schema_version: number; attributes: Record<string, unknown> }[];
  }[];
}

const read = (file: string): StateFile => JSON.parse(readFileSync(file, "utf8"));
const old = read(join(FIXTURES, "version-0.json"));

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

test("a state of schema version 0 plans no change, and the next apply stores version 1", async () => {
  const workspace = await new Workspace(server)
    .configure(readFileSync(join(FIXTURES, "every-resource.tf"), "utf8"))
    .init();
  await workspace.apply();

  // The state has the attributes of the old version. Its values are those of the objects in this test.
  const file = join(workspace.root, "terraform.tfstate");
  const now = read(file);
  for (const resource of now.resources) {
    const before = old.resources.find(({ type }) => type === resource.type)?.instances[0];
    const [instance] = resource.instances;
    if (before === undefined || instance === undefined) throw new Error(`no fixture for ${resource.type}`);
    expect({ type: resource.type, version: instance.schema_version }).toEqual({
      type: resource.type,
      version: 1,
    });
    instance.schema_version = before.schema_version;
    const names = Object.keys(before.attributes);
    instance.attributes = Object.fromEntries(names.map((name) => [name, instance.attributes[name]]));
  }
  expect(now.resources.map(({ type }) => type).sort()).toEqual(old.resources.map(({ type }) => type).sort());
  now.serial += 1;
  writeFileSync(file, JSON.stringify(now));

  expect(await workspace.planCode()).toBe(0);
  await workspace.succeed("apply", "-auto-approve", "-input=false", "-refresh-only");
  const token = workspace.stored("netfoundry_scim_token.okta");
  expect(token).toMatchObject({ storage: "state", token_sealed: null, generation: 1 });
  expect(read(file).resources.map(({ instances }) => instances[0]?.schema_version)).toEqual([1, 1, 1, 1, 1]);
});
