import { netfoundry } from "../../src/provider/provider";
import { encodeMsgpack } from "../../src/tfplugin/value/msgpack";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import { gatewayErrorBody, startLoopback, TOKEN_ANSWER } from "../support/fake-api/loopback";
import { startProxy } from "../support/fake-api/proxy-server";
import { PluginProcess } from "../support/plugin-process";

test("the shipped provider loads what a tunnel needs when it meets a proxy", async () => {
  const { key, cert } = createCertificate();
  const refusal = { status: 403, body: gatewayErrorBody(403, "Forbidden", ["not for this account"]) };
  const api = await startLoopback(({ url }) => (url === "/oauth2/token" ? TOKEN_ANSWER : refusal), {
    key,
    cert,
  });
  const proxy = await startProxy();
  const plugin = new PluginProcess({
    HTTPS_PROXY: proxy.url,
    NF_API_URL: api.url,
    NF_CA_CERT: cert,
    NF_CLIENT_ID: "account",
    NF_CLIENT_SECRET: "secret",
  });
  try {
    await plugin.connect();
    const config = (type: Parameters<typeof encodeMsgpack>[0]) => ({ msgpack: encodeMsgpack(type, {}) });
    await plugin.call("ConfigureProvider", { config: config(netfoundry.schema.type) });
    const network = netfoundry.dataSources?.netfoundry_network?.schema.type;
    if (network === undefined) throw new Error("there is no such data source any more");
    const { diagnostics } = await plugin.call("ReadDataSource", {
      typeName: "netfoundry_network",
      config: config(network),
    });
    expect(diagnostics.map(({ detail }) => detail)).toEqual([
      expect.stringContaining("not for this account"),
    ]);
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${new URL(api.url).host}`]));
  } finally {
    plugin.kill();
    await proxy.stop();
    await api.stop();
  }
});
