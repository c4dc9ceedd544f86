import { netfoundry } from "../../src/provider/provider";
import { startServer } from "../../src/server/serve";
import type { Schema } from "../../src/tfplugin/schema/schema";
import { encodeMsgpack } from "../../src/tfplugin/value/msgpack";
import type { ObjectValue } from "../../src/tfplugin/value/type";
import { PluginSession } from "./plugin-session";

const ACCOUNT = { client_id: "rehearsal", client_secret: "rehearsal" };

/** What is planned, and what of it is made as well. */
const PLANNED: readonly [typeName: string, attributes: ObjectValue, isMade: boolean][] = [
  ["netfoundry_scim_integration", { name: "rehearsal" }, true],
  ["netfoundry_scim_mapping", { integration_id: "rehearsal" }, false],
  ["netfoundry_scim_token", { integration_id: "rehearsal" }, false],
  ["netfoundry_auth_policy", { name: "rehearsal" }, false],
];

/** Runs the provider through what terraform asks of it most, against a server of its own. */
export async function rehearse(options: {
  readonly command: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** The server's; a path of a file that is not there yet. */
  readonly database: string;
}): Promise<void> {
  const server = await startServer({
    host: "127.0.0.1",
    port: 0,
    database: options.database,
    clientId: ACCOUNT.client_id,
    clientSecret: ACCOUNT.client_secret,
    log: { write() {} },
  });
  try {
    const plugin = await PluginSession.start(options.command, options.environment);
    try {
      await play(plugin, given(netfoundry, { ...ACCOUNT, api_url: server.url }));
      await plugin.shutdown();
    } finally {
      plugin.kill();
    }
  } finally {
    await server.close();
  }
}

async function play(plugin: PluginSession, provider: Given): Promise<void> {
  await plugin.call("GetProviderSchema", {});
  await plugin.call("ValidateProviderConfig", { config: provider });
  await plugin.call("ConfigureProvider", { config: provider });
  for (const [typeName, attributes, isMade] of PLANNED) {
    const config = given(netfoundry.resources[typeName], attributes);
    await plugin.call("ValidateResourceConfig", { typeName, config });
    const asked = { typeName, config, proposedNewState: config };
    const { plannedState, plannedPrivate } = await plugin.call("PlanResourceChange", asked);
    if (plannedState === null || !isMade) continue;
    const change = { typeName, config, plannedState, plannedPrivate };
    const { newState, private: kept } = await plugin.call("ApplyResourceChange", change);
    if (newState === null) continue;
    await plugin.call("ReadResource", { typeName, currentState: newState, private: kept });
    const again = { ...asked, priorState: newState, proposedNewState: newState, priorPrivate: kept };
    await plugin.call("PlanResourceChange", again);
  }
}

interface Given {
  readonly msgpack: Uint8Array;
}

function given(block: { readonly schema: Schema } | undefined, attributes: ObjectValue): Given {
  if (block === undefined) throw new Error("the provider has no longer what is rehearsed");
  return { msgpack: encodeMsgpack(block.schema.type, attributes) };
}
