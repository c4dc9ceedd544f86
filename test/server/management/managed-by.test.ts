import fc from "fast-check";
import { edgeDetail } from "../../../src/contract/common";
import { authPolicyList } from "../../../src/contract/edge/auth-policy";
import { jwtSigner } from "../../../src/contract/edge/jwt-signer";
import { integration, integrationList } from "../../../src/contract/gateway/integration";
import { edgeSession } from "../../../src/contract/gateway/network";
import { toolOf } from "../../../src/server/managed-by/tool-of-request";
import { Network, policyBody, signerBody } from "../support/network";
import { read } from "../support/running-server";
import { INTEGRATIONS } from "./support/gateway";

const AGENT = "terraform-provider-netfoundry/1.2.3 (Terraform 1.11.4)";
const SOURCE = "github.com/acme/netfoundry – Zürich";
const BY_TERRAFORM = { "user-agent": AGENT, "x-managed-by": encodeURIComponent(SOURCE) };

let network: Network;
beforeAll(async () => {
  network = await Network.start();
});
afterAll(() => network.stop());

async function shown(id: string) {
  const answer = await network.server.api("GET", `${INTEGRATIONS}/${id}`);
  return { integration: read(integration, answer), etag: answer.headers.get("etag") };
}

async function managerOf(id: string) {
  return (await shown(id)).integration.managedBy;
}

/** An edge call as the provider sends it. */
async function edgeByTerraform(method: string, path: string, body: object) {
  const exchange = `/core/v3/networks/${network.server.running.networkId}/exchange`;
  const { value } = read(edgeSession, await network.server.api("POST", exchange, { type: "session" }));
  const headers = { ...BY_TERRAFORM, "zt-session": value, "content-type": "application/json" };
  const text = JSON.stringify(body);
  return network.server.send(method, `/edge/management/v1${path}`, { headers, text });
}

test("an integration says which tool wrote it last, and a write by anything else keeps that", async () => {
  const { api, running, now } = network.server;
  const body = { networkId: running.networkId, name: network.fresh("managed") };
  const call = api.bind(network.server);
  const { id } = read(integration, await call("POST", INTEGRATIONS, body, BY_TERRAFORM));
  const managedBy = {
    tool: "Terraform",
    version: "1.11.4",
    source: SOURCE,
    lastAppliedAt: now.toISOString(),
  };
  expect(await managerOf(id)).toEqual(managedBy);
  network.server.advance(60);
  await call("PATCH", `${INTEGRATIONS}/${id}`, { name: network.fresh("by hand") });
  expect(await managerOf(id)).toEqual(managedBy);
  const list = read(integrationList, await call("GET", `${INTEGRATIONS}?nameContains=BY%20HAND`));
  expect(list._embedded?.integrationList[0]?.managedBy).toEqual(managedBy);
});

test.each([
  ["PATCH", "", {}],
  ["PUT", "/mapping", {}],
  ["POST", "/tokens", {}],
])("%s%s by the tool is kept, and changes neither version nor updatedAt", async (method, path, body) => {
  const id = await network.server.integration(network.fresh("unmanaged"));
  const before = await shown(id);
  expect(before.integration.managedBy).toBeNull();
  network.server.advance(60);
  await network.server.api(method, `${INTEGRATIONS}/${id}${path}`, body, { "user-agent": AGENT });
  const after = await shown(id);
  expect(after.integration.managedBy).toMatchObject({
    source: null,
    lastAppliedAt: network.server.now.toISOString(),
  });
  expect([after.etag, after.integration.updatedAt]).toEqual([before.etag, before.integration.updatedAt]);
});

test("neither a preview nor a refused write by the tool is kept", async () => {
  const id = await network.server.integration(network.fresh("unmanaged"));
  const path = `${INTEGRATIONS}/${id}`;
  await network.server.api("POST", `${path}/mapping/preview`, {}, BY_TERRAFORM);
  await network.server.api(
    "PATCH",
    path,
    { name: network.fresh("x") },
    { ...BY_TERRAFORM, "if-match": '"9"' },
  );
  expect(await managerOf(id)).toBeNull();
});

test("auth policies and JWT signers say it too, in lists and alone", async () => {
  const policyId = await network.create("auth-policies", policyBody(network.fresh("policy")));
  const policies = async () => {
    const query = new URLSearchParams({ filter: `id = "${policyId}"` });
    return read(authPolicyList, await network.server.edge("GET", `/auth-policies?${query}`)).data;
  };
  expect((await policies())[0]?.managedBy).toBeNull();
  const before = (await policies())[0]?.updatedAt;
  const answer = await edgeByTerraform("PATCH", `/auth-policies/${policyId}`, { tags: {} });
  expect(answer.status).toBe(200);
  expect((await policies())[0]).toMatchObject({ managedBy: { source: SOURCE }, updatedAt: before });
  await network.server.edge("DELETE", `/auth-policies/${policyId}`);
  expect(await policies()).toEqual([]);

  const body = signerBody(network.fresh("signer"));
  const made = await edgeByTerraform("POST", "/external-jwt-signers", body);
  const { id } = (made.body as { data: { id: string } }).data;
  const signer = await network.server.edge("GET", `/external-jwt-signers/${id}`);
  expect(read(edgeDetail(jwtSigner), signer).data.managedBy).toMatchObject({ version: "1.11.4" });
});

describe("what a request says of its tool", () => {
  const source = (text: string) => toolOf({ "user-agent": AGENT, "x-managed-by": text })?.source;

  test.each([
    ["a browser", { "user-agent": "Mozilla/5.0 terraform-provider-netfoundry/1" }],
    ["nothing", {}],
    ["the header alone", { "x-managed-by": "repo" }],
  ])("%s is no tool of ours", (_what, headers) => {
    expect(toolOf(headers)).toBeNull();
  });

  test.each([
    ["terraform-provider-netfoundry/1.2.3", null],
    ["terraform-provider-netfoundry/1 (Terraform 1.12.0-beta1+x)", "1.12.0-beta1+x"],
    ["terraform-provider-netfoundry/1 (Terraform <script>)", null],
    [`terraform-provider-netfoundry/1 (Terraform ${"1".repeat(41)})`, null],
  ])("%s has the version %s", (agent, version) => {
    expect(toolOf({ "user-agent": agent })).toEqual({ tool: "Terraform", version, source: null });
  });

  test.each(["", "%20", "%", "%ff", "a%00b", "a%0ab", "a%E2%80%AEb", "x".repeat(201), "%C3%BC".repeat(201)])(
    "the source %s is left out",
    (text) => {
      expect(source(text)).toBeNull();
    },
  );

  test("any text that can be shown comes back as it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        fc.pre(text.trim() !== "" && !/[\p{Control}\p{Bidi_Control}\u200b\u2060\ufeff]/u.test(text));
        expect(source(encodeURIComponent(text))).toBe(text.trim());
      }),
    );
  });

  test("no header makes it throw or keep an invisible character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (text, agent) => {
        const tool = toolOf({ "user-agent": AGENT + agent, "x-managed-by": text });
        expect(tool?.source ?? "").not.toMatch(/[\p{Control}\p{Bidi_Control}\p{Surrogate}]/u);
      }),
    );
  });
});
