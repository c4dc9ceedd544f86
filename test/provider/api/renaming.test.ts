import type { FakeApi } from "../../support/fake-api/fake-api";
import { connected } from "../support/connected";
import { type Plugin, present } from "../support/plugin";

let api: FakeApi;
let plugin: Plugin;
beforeEach(async () => {
  ({ api, plugin } = await connected());
});
afterEach(() => api.stop());

const driver = () => plugin.resource("netfoundry_auth_policy");

/** The API keeps the name that a policy has, whatever a PUT says. */
function keepNames(): void {
  const names = new Map([...api.policies].map(([id, { name }]) => [id, name]));
  api.override = ({ method }) => {
    if (method !== "GET") return null;
    for (const [id, policy] of api.policies) {
      api.policies.set(id, { ...policy, name: names.get(id) ?? policy.name });
    }
    return null;
  };
}

test("a rename that is answered with success but not carried out is an error", async () => {
  const created = present(await driver().apply({ name: "Staff" }, null));
  keepNames();
  const { state, said } = await driver().apply({ name: "Everybody" }, created);
  expect(state).toEqual(created);
  expect(said).toMatchObject([
    {
      severity: "error",
      summary: 'The auth policy "Staff" cannot be renamed to "Everybody"',
      attribute: "name",
    },
  ]);
  expect(said[0]?.detail).toContain("Another auth policy probably has the name");
});

test("a lookup that fails does not hide a taken name", async () => {
  const created = present(await driver().apply({ name: "Staff" }, null));
  keepNames();
  const keeping = api.override;
  api.override = (request) =>
    request.method === "GET" && request.url.includes("filter=") ? { status: 500 } : keeping(request);
  const { said } = await driver().apply({ name: "Everybody" }, created);
  expect(said.map(({ summary }) => summary)).toEqual([
    'The auth policy "Staff" cannot be renamed to "Everybody"',
  ]);
});
