import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Server, startServer, Workspace } from "../support/served";

jest.setTimeout(120_000);

const FIXTURES = resolve(__dirname, "../fixtures/state");
const CURRENT_VERSION = 2;

interface StateFile {
  serial: number;
  readonly lineage: string;
  readonly resources: {
    readonly type: string;
    readonly instances: { schema_version: number; attributes: Record<string, unknown> }[];
  }[];
}

const read = (file: string): StateFile => JSON.parse(readFileSync(file, "utf8"));

let server: Server;
let workspace: Workspace;
beforeAll(async () => {
  server = await startServer();
  workspace = await new Workspace(server)
    .configure(readFileSync(join(FIXTURES, "every-resource.tf"), "utf8"))
    .init();
  await workspace.apply();
});
afterAll(() => server.stop());

const stateFile = () => join(workspace.root, "terraform.tfstate");
const versionsOf = ({ resources }: StateFile) =>
  resources.flatMap(({ instances }) => instances.map(({ schema_version }) => schema_version));

/** Gives the state the attributes of an old version. Its values are those of the objects in this test. */
function storeAs(version: number): void {
  const old = read(join(FIXTURES, `version-${version}.json`));
  const now = read(stateFile());
  expect(now.resources.map(({ type }) => type).sort()).toEqual(old.resources.map(({ type }) => type).sort());
  for (const resource of now.resources) {
    const before = old.resources.find(({ type }) => type === resource.type)?.instances[0];
    const [instance] = resource.instances;
    if (before === undefined || instance === undefined) throw new Error(`no fixture for ${resource.type}`);
    instance.schema_version = before.schema_version;
    const names = Object.keys(before.attributes);
    instance.attributes = Object.fromEntries(names.map((name) => [name, instance.attributes[name]]));
  }
  now.serial += 1;
  writeFileSync(stateFile(), JSON.stringify(now));
  expect(new Set(versionsOf(now))).toEqual(new Set([version]));
}

test.each([0, 1])(
  "a state of schema version %d plans no change, and the next apply stores the current version",
  async (version) => {
    expect(new Set(versionsOf(read(stateFile())))).toEqual(new Set([CURRENT_VERSION]));
    storeAs(version);
    expect(await workspace.planCode()).toBe(0);
    await workspace.succeed("apply", "-auto-approve", "-input=false", "-refresh-only");
    expect(new Set(versionsOf(read(stateFile())))).toEqual(new Set([CURRENT_VERSION]));
    const token = workspace.stored("netfoundry_scim_token.okta");
    expect(token).toMatchObject({ storage: "state", token_sealed: null, generation: 1 });
  },
);

test("the first successful read of an old state stores the network of every object", async () => {
  storeAs(1);
  await workspace.succeed("apply", "-auto-approve", "-input=false", "-refresh-only");
  const stored = read(stateFile()).resources.map(({ type, instances }) => [
    type,
    instances[0]?.attributes.network_id,
  ]);
  expect(stored).toEqual(stored.map(([type]) => [type, server.networkId]));
  expect(stored).toHaveLength(5);
});

test("a slot of an old state rotates by its triggers", async () => {
  storeAs(1);
  const declared = readFileSync(join(FIXTURES, "every-resource.tf"), "utf8");
  await workspace.apply(declared.replace('incident = "none"', 'incident = "1"'));
  expect(workspace.stored("netfoundry_scim_token.okta")).toMatchObject({ generation: 2 });
});
