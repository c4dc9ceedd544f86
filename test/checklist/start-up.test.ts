/** Contract checklist, "Schema and start-up": lines 1 to 4. The provider is the bundle that is shipped. */
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { netfoundry } from "../../src/provider/provider";
import { encodeMsgpack } from "../../src/tfplugin/value/msgpack";
import type { ObjectValue } from "../../src/tfplugin/value/type";
import { Gate } from "../support/fake-api/gate";
import { PluginProcess } from "../support/plugin-process";
import { CLIENT_ID, CLIENT_SECRET, type Server, startServer, Workspace } from "../support/served";
import { Stage } from "../support/stage";

jest.setTimeout(60_000);

const started: PluginProcess[] = [];
afterEach(() => {
  for (const plugin of started.splice(0)) plugin.kill();
});

function start(environment: NodeJS.ProcessEnv = {}): PluginProcess {
  const plugin = new PluginProcess(environment);
  started.push(plugin);
  return plugin;
}

const INTEGRATION = netfoundry.resources.netfoundry_scim_integration?.schema;
const BASE64_WITHOUT_PADDING = /^[A-Za-z0-9+/]+$/;

function config(given: ObjectValue) {
  const names = Object.keys(INTEGRATION?.attributes ?? {});
  const whole = Object.fromEntries(names.map((name) => [name, given[name] ?? null]));
  return { msgpack: encodeMsgpack(INTEGRATION?.type ?? { kind: "object", attributes: {} }, whole) };
}

describe("01 the handshake", () => {
  test("01 is one line that names protocol 6 and a certificate, and nothing else is printed", async () => {
    const plugin = start();
    const line = await plugin.connect();
    expect(line.slice(0, 3)).toEqual(["1", "6", "unix"]);
    expect(line[4]).toBe("grpc");
    expect(line[5]).toMatch(BASE64_WITHOUT_PADDING);
    await plugin.call("GetProviderSchema", {});
    await plugin.shutdown();
    expect(await plugin.ended).toBe(0);
    expect([plugin.stdout.split("\n").length, plugin.stderr]).toEqual([2, ""]);
    expect(existsSync(dirname(line[3] ?? ""))).toBe(false);
  });

  test("01 with TF_LOG the lines on stderr are JSON as terraform reads them, and stdout stays silent", async () => {
    const plugin = start({ TF_LOG: "trace" });
    await plugin.connect();
    await plugin.call("GetProviderSchema", {});
    await plugin.shutdown();
    await plugin.ended;
    const lines = plugin.stderr.trimEnd().split("\n");
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({
        "@level": expect.any(String),
        "@message": expect.any(String),
        "@timestamp": expect.stringMatching(/\.\d{6}Z$/),
      });
    }
    expect(plugin.stdout.split("\n")).toHaveLength(2);
  });
});

describe("02 the end", () => {
  let server: Server;
  let gate: Gate;
  beforeAll(async () => {
    server = await startServer();
    gate = await Gate.before(server.url);
  });
  afterAll(async () => {
    await gate.close();
    await server.stop();
  });

  test("02 every process answers Shutdown and is gone before terraform would kill it", async () => {
    const space = await new Workspace(gate, { TF_LOG: "trace" })
      .configure('resource "netfoundry_auth_policy" "it" { name = "n" }')
      .init();
    const { output } = await space.succeed("plan", "-input=false");
    expect(output.match(/plugin process exited/g)?.length).toBeGreaterThanOrEqual(2);
    expect(output).not.toMatch(/failed to exit gracefully|plugin exit.*error/i);
  });

  test("02 an interrupt meant for terraform does not end a running call, and StopProvider aborts it", async () => {
    let held: () => void = () => {};
    const reached = new Promise<void>((resolve) => {
      held = resolve;
    });
    gate.guard(({ method }) => {
      if (method !== "POST") return null;
      held();
      return { silent: true };
    });
    const plugin = start();
    await plugin.connect();
    const names = Object.keys(netfoundry.schema.attributes);
    const block: Record<string, string> = {
      api_url: gate.url,
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
    };
    const providerConfig = Object.fromEntries(names.map((name) => [name, block[name] ?? null]));
    await plugin.call("ConfigureProvider", {
      config: { msgpack: encodeMsgpack(netfoundry.schema.type, providerConfig) },
    });
    const given = config({ name: "Held", network_id: server.networkId });
    const { plannedState } = await plugin.call("PlanResourceChange", {
      typeName: "netfoundry_scim_integration",
      config: given,
      proposedNewState: given,
    });
    const applying = plugin.call("ApplyResourceChange", {
      typeName: "netfoundry_scim_integration",
      config: given,
      plannedState: plannedState ?? {},
    });
    await Promise.race([reached, applying]);
    plugin.signal("SIGINT");
    plugin.signal("SIGTERM");
    expect(await plugin.call("StopProvider", {})).toEqual({ error: "" });
    const { diagnostics } = await applying;
    expect(diagnostics.map(({ summary }) => summary)).toEqual([expect.stringContaining("Could not create")]);
    await plugin.shutdown();
    expect(await plugin.ended).toBe(0);
  });
});

describe("03 the schema", () => {
  const stage = new Stage();
  beforeAll(() => stage.open());
  afterAll(() => stage.close());

  interface Shown {
    readonly [name: string]: {
      readonly required?: boolean;
      readonly optional?: boolean;
      readonly computed?: boolean;
      readonly write_only?: boolean;
      readonly type?: unknown;
      readonly description?: string;
      readonly nested_type?: { readonly attributes: Shown; readonly nesting_mode: string };
    };
  }

  function check(attributes: Shown, inSet: boolean): void {
    for (const [name, attribute] of Object.entries(attributes)) {
      const { required = false, optional = false, computed = false } = attribute;
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect([name, required ? !(optional || computed) : optional || computed]).toEqual([name, true]);
      expect([name, inSet && (attribute.write_only || attribute.type === "dynamic")]).not.toEqual([
        name,
        true,
      ]);
      expect([name, attribute.description]).not.toEqual([name, ""]);
      if (attribute.nested_type === undefined) continue;
      check(attribute.nested_type.attributes, inSet || attribute.nested_type.nesting_mode === "set");
    }
  }

  test("03 is well-formed throughout, and terraform takes it", async () => {
    const { code, output } = await stage.space().configure("").terraform("providers", "schema", "-json");
    expect(code).toBe(0);
    const [whole] = Object.values<{
      provider: { block: { attributes: Shown } };
      resource_schemas: Record<string, { block: { attributes: Shown } }>;
      data_source_schemas?: Record<string, { block: { attributes: Shown } }>;
      ephemeral_resource_schemas?: Record<string, { block: { attributes: Shown } }>;
    }>(JSON.parse(output).provider_schemas);
    const { provider, resource_schemas, data_source_schemas, ephemeral_resource_schemas } = whole ?? {};
    const every = { ...resource_schemas, ...data_source_schemas, ...ephemeral_resource_schemas };
    expect(Object.keys(every).length).toBeGreaterThanOrEqual(5);
    for (const { block } of [...(provider ? [provider] : []), ...Object.values(every)]) {
      check(block.attributes, false);
    }
  });
});

test("04 every other call works in a process that never served the schema", async () => {
  const plugin = start();
  await plugin.connect();
  const typeName = "netfoundry_scim_integration";
  const given = config({ name: "n" });
  expect(await plugin.call("ValidateResourceConfig", { typeName, config: given })).toEqual({
    diagnostics: [],
  });
  const planned = await plugin.call("PlanResourceChange", {
    typeName,
    config: given,
    proposedNewState: given,
  });
  expect([planned.diagnostics, planned.plannedState?.msgpack.length]).toEqual([[], expect.any(Number)]);
  const json = new TextEncoder().encode('{"id":"i","name":"n"}');
  const upgraded = await plugin.call("UpgradeResourceState", { typeName, version: 0, rawState: { json } });
  expect([upgraded.diagnostics, upgraded.upgradedState?.msgpack.length]).toEqual([[], expect.any(Number)]);
});
