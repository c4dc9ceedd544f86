/** Contract checklist, "Read": lines 26 to 29. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { netfoundry } from "../../src/provider/provider";
import { createHandlers } from "../../src/tfplugin";
import { changeOf } from "../../src/tfplugin/testing/terraform/planned-change";
import { decodeMsgpack, encodeMsgpack } from "../../src/tfplugin/value/msgpack";
import type { ObjectValue } from "../../src/tfplugin/value/type";
import { containsUnknown } from "../../src/tfplugin/value/unknown";
import type { Answer } from "../support/fake-api/loopback";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";
import { EVERYTHING } from "./support/everything";

jest.setTimeout(60_000);

const stage = new Stage();
/** Applied once, as `EVERYTHING` says. */
let space: TerraformFolder;
let stored: Record<string, unknown>[];

const ADDRESSES = [
  ...Object.keys(netfoundry.resources).map((type) => `${type}.it`),
  "netfoundry_jwt_signer.pinned",
];
const all = () => ADDRESSES.map((address) => space.stored(address) as Record<string, unknown>);

beforeAll(async () => {
  await stage.open();
  space = stage.space('request_timeout = "1s"');
  await space.apply(EVERYTHING);
  await space.apply(undefined, "-refresh-only");
  stored = all();
});
afterEach(() => stage.gate.reset());
afterAll(() => stage.close());

describe("26 only a 404 removes an object from the state", () => {
  test.each<[string, Answer]>([
    ["401", { status: 401, body: {} }],
    ["403", { status: 403, body: {} }],
    ["408", { status: 408, body: {} }],
    ["409", { status: 409, body: {} }],
    ["429", { status: 429, body: {} }],
    ["500", { status: 500, body: "<html>oops</html>" }],
    ["503", { status: 503, body: {} }],
    ["a connection that breaks", { hangUp: true }],
    ["no answer in time", { silent: true }],
    [
      "a page instead of an object",
      { status: 200, headers: { "content-type": "text/html" }, body: "<html>hello</html>" },
    ],
    ["an empty answer", { status: 200 }],
    ["JSON of something else", { status: 200, body: { hello: "world" } }],
    ["JSON that is cut off", { status: 200, body: '{"id":"' }],
  ])("26 never removed by %s", async (_what, answer) => {
    stage.gate.guard(() => answer);
    const error = await space.failApply(undefined, "-refresh-only");
    expect(error).toContain("Could not read");
    expect(error).not.toMatch(/has been deleted|Object is gone/);
    expect(all()).toEqual(stored);
  });

  test("26 removed by a 404, with a warning, and planned again", async () => {
    const mine = stage.space();
    await mine.apply('resource "netfoundry_auth_policy" "it" { name = "Short-lived" }');
    const { id } = mine.stored("netfoundry_auth_policy.it") as { id: string };
    await stage.administrator.edge("DELETE", `/auth-policies/${id}`);
    const { words: plan } = await mine.succeed("plan", "-input=false");
    expect(plan).toContain("Object is gone");
    expect(plan).toContain("1 to add");
  });
});

test("27 another form of the same meaning is no drift", async () => {
  stage.gate.rewrite((text) =>
    text
      .replaceAll('"claimsProperty":"email"', '"claimsProperty":"/email"')
      .replaceAll("-----\\n", "-----\\r\\n")
      .replace(/"allowedSigners":\["(.*?)","(.*?)"\]/g, '"allowedSigners":["$2","$1"]'),
  );
  expect(await space.planCode()).toBe(0);
  await space.apply(undefined, "-refresh-only");
  expect(all()).toEqual(stored);
});

test("27 real drift is reported, and a nested item that was taken away is drift too", async () => {
  const { administrator } = stage;
  const { id } = space.stored("netfoundry_auth_policy.it") as { id: string };
  const { data } = await administrator.edge<{ data: { primary: { extJwt: { allowedSigners: string[] } } } }>(
    "GET",
    `/auth-policies/${id}`,
  );
  const [kept] = data.primary.extJwt.allowedSigners;
  const extJwt = { ...data.primary.extJwt, allowedSigners: [kept] };
  await administrator.edge("PUT", `/auth-policies/${id}`, { ...data, primary: { ...data.primary, extJwt } });
  const { before, after, actions } = changeOf(await space.planned(), "netfoundry_auth_policy.it");
  expect(actions).toEqual(["update"]);
  expect(before).toMatchObject({ primary: { ext_jwt: { allowed_signer_ids: [kept] } } });
  expect(after).toMatchObject({
    primary: { ext_jwt: { allowed_signer_ids: expect.arrayContaining([kept]) } },
  });
  await space.succeed("apply", "saved");
  expect(await space.planCode()).toBe(0);
});

test("28 what is read holds nothing unknown, and private data comes back as it was given", async () => {
  const handlers = createHandlers(netfoundry);
  const config = {
    api_url: stage.gate.url,
    client_id: "flow-tests",
    client_secret: "planted-client-secret-5f0c",
  };
  const whole = Object.fromEntries(Object.keys(netfoundry.schema.attributes).map((name) => [name, null]));
  await handlers.ConfigureProvider({
    config: { msgpack: encodeMsgpack(netfoundry.schema.type, { ...whole, ...config }) },
  });
  for (const [typeName, { schema }] of Object.entries(netfoundry.resources)) {
    const state = space.stored(`${typeName}.it`) as ObjectValue;
    const kept = new TextEncoder().encode(`private to ${typeName}`);
    const answer = await handlers.ReadResource({
      typeName,
      currentState: { msgpack: encodeMsgpack(schema.type, state) },
      private: kept,
    });
    const read = decodeMsgpack(schema.type, answer.newState?.msgpack ?? new Uint8Array());
    expect([typeName, containsUnknown(read), answer.private]).toEqual([typeName, false, kept]);
  }
});

test("28 private data survives a refresh and an update", async () => {
  const mine = stage.space();
  await mine.apply('resource "netfoundry_auth_policy" "it" { name = "Private" }');
  const file = join(mine.root, "terraform.tfstate");
  const state = JSON.parse(readFileSync(file, "utf8"));
  const kept = Buffer.from('{"kept":true}').toString("base64");
  state.resources[0].instances[0].private = kept;
  state.serial += 1;
  writeFileSync(file, JSON.stringify(state));
  await mine.apply(undefined, "-refresh-only");
  await mine.apply('resource "netfoundry_auth_policy" "it" { name = "Still private" }');
  expect(JSON.parse(readFileSync(file, "utf8")).resources[0].instances[0].private).toBe(kept);
  await mine.destroy();
});

test("29 an object that is deleted while everything is listed is found gone, at the latest next time", async () => {
  const mine = stage.space();
  await mine.apply(
    'resource "netfoundry_scim_integration" "it" { name = "Fleeting" }\n' +
      'resource "netfoundry_scim_mapping" "it" { integration_id = netfoundry_scim_integration.it.id }',
  );
  const { id } = mine.stored("netfoundry_scim_integration.it") as { id: string };
  const remove = () => stage.administrator.gateway("DELETE", `/scim/v1/integrations/${id}`);
  let asked = 0;
  stage.gate.guard(async ({ method, url }) => {
    const asks = method === "GET" && url.startsWith("/scim/v1/integrations");
    if (asks && ++asked === 2) await remove();
    return null;
  });
  await mine.planCode();
  if (asked < 2) await remove();
  stage.gate.reset();
  expect((await mine.planned()).map(({ change }) => change.actions)).toEqual([["create"], ["create"]]);
});

test("29 an object of another kind under the same id is an error and changes nothing", async () => {
  const { id } = space.stored("netfoundry_auth_policy.it") as { id: string };
  const policy = await stage.administrator.edge("GET", `/auth-policies/${id}`);
  stage.gate.guard(({ method, url }) =>
    method === "GET" && url.includes("/external-jwt-signers") ? { status: 200, body: policy } : null,
  );
  const before = all();
  const error = await space.failApply(undefined, "-refresh-only");
  expect(error).toContain("Could not read the JWT signer");
  expect(all()).toEqual(before);
});
