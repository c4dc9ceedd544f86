import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BenchFolder, BenchServer } from "./playground";
import { type Row, target } from "./row";
import { shown } from "./timing";

/** The target for 1,000 integrations with mapping and token. */
const MOST_CALLS = 35;

const TYPES = ["netfoundry_scim_integration", "netfoundry_scim_mapping", "netfoundry_scim_token"] as const;

interface Instance {
  index_key?: number;
  attributes: Record<string, unknown>;
}

interface State {
  resources: { type: string; each?: string; instances: Instance[] }[];
}

/**
 * Counts the API calls of a refresh of `count` integrations, each with mapping and token. The API creates the
 * objects, and the state is copied from that of the first one, because terraform would take minutes to create
 * thousands.
 */
export async function refreshRows(count: number, signal: AbortSignal): Promise<Row[]> {
  const server = await new BenchServer().start();
  const folder = new BenchFolder(server, signal);
  try {
    await folder.write(configuration(1));
    await folder.terraform(["apply", "-auto-approve", "-input=false"]);
    const file = join(folder.root, "terraform.tfstate");
    const state: State = JSON.parse(readFileSync(file, "utf8"));
    for (let number = 1; number < count; number++) {
      const made = await makeIntegration(server, number);
      for (const type of TYPES) addInstance(state, type, number, made);
    }
    writeFileSync(file, JSON.stringify(state));
    await folder.write(configuration(count));
    server.taken();
    const { milliseconds } = await folder.terraform(["plan", "-input=false", "-refresh-only"]);
    const calls = server.taken();
    return [
      {
        what: `refresh of ${count.toLocaleString("en")} integrations with mapping and token: API calls`,
        ours: calls.toLocaleString("en"),
        beside: `in ${shown(milliseconds)}, sign-ins apart`,
        comparison: `${(calls / (3 * count)).toFixed(3)} a resource`,
        target: target(`at most ${MOST_CALLS} at 1,000`, calls, MOST_CALLS),
      },
    ];
  } finally {
    folder.remove();
    await server.stop();
  }
}

function configuration(count: number): string {
  return `
resource "netfoundry_scim_integration" "it" {
  count = ${count}
  name  = "Number \${count.index}"
}
resource "netfoundry_scim_mapping" "it" {
  count          = ${count}
  integration_id = netfoundry_scim_integration.it[count.index].id
}
resource "netfoundry_scim_token" "it" {
  count          = ${count}
  integration_id = netfoundry_scim_integration.it[count.index].id
}
`;
}

interface Made {
  readonly id: string;
  readonly name: string;
  readonly tokenId: string;
}

async function makeIntegration(server: BenchServer, number: number): Promise<Made> {
  const name = `Number ${number}`;
  const path = "/scim/v1/integrations";
  const { id } = await server.call<{ id: string }>("POST", path, { networkId: server.networkId, name });
  const token = await server.call<{ id: string }>("POST", `${path}/${id}/tokens`, {});
  return { id, name, tokenId: token.id };
}

function addInstance(state: State, type: string, number: number, { id, name, tokenId }: Made): void {
  const resource = state.resources.find((one) => one.type === type);
  const [first] = resource?.instances ?? [];
  if (resource === undefined || first === undefined) throw new Error(`the state has no ${type}`);
  const own = { id, name, integration_id: id, token_id: tokenId };
  const changed = Object.entries(own).filter(([attribute]) => attribute in first.attributes);
  resource.instances.push({
    ...first,
    index_key: number,
    attributes: { ...first.attributes, ...Object.fromEntries(changed) },
  });
}
