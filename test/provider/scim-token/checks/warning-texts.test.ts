/** Terraform shows warnings with equal summaries as one, with the detail of the first. */
import { netfoundry } from "../../../../src/provider/provider";
import { createDriver, type Driver, UNKNOWN } from "../../../../src/tfplugin";
import { blockFor, FakeApi } from "../../../support/fake-api/fake-api";

const SLOT = "netfoundry_scim_token";

type Given = Readonly<Record<string, unknown>>;

let api: FakeApi;
let driver: Driver;
beforeEach(async () => {
  api = new FakeApi();
  await api.start();
  driver = createDriver(netfoundry);
  await driver.configure(blockFor(api));
});
afterEach(() => api.stop());

/** What a plan says of a slot on a new integration, after its token was changed. */
async function warned(changed: Given, change: (integrationId: string, tokenId: string) => void = () => {}) {
  const { id: integration_id } = api.addIntegration("Okta");
  api.offerOverlap(integration_id, 3600);
  const config = { integration_id, rotation_triggers: { release: "1" } };
  const made = await driver.apply(SLOT, config);
  change(integration_id, String(made.state?.token_id));
  const next = createDriver(netfoundry);
  await next.configure(blockFor(api));
  const { state, privateData } = await next.read(SLOT, made.state ?? {}, made.privateData);
  const { diagnostics } = await next.plan(SLOT, { ...config, ...changed }, state, privateData);
  expect(diagnostics).toHaveLength(1);
  return { integration_id, ...diagnostics[0] };
}

const rotated = { rotation_triggers: { release: "2" } };

test("two warnings of one kind share a summary; each detail has name and id of its integration", async () => {
  const [one, other] = [await warned(rotated), await warned(rotated)];
  expect(one.summary).toBe(other.summary);
  expect(one.detail).toContain(`"Okta" (${one.integration_id})`);
  expect(other.detail).toContain(`"Okta" (${other.integration_id})`);
});

test("no two kinds share a summary", async () => {
  const kinds = [
    await warned(rotated),
    await warned({ ...rotated, overlap: "1h" }),
    await warned({ ...rotated, overlap: UNKNOWN }),
    await warned({ rotation_triggers: { release: UNKNOWN } }),
    await warned({}, (id, token) => api.changeToken(id, token, { state: "revoked" })),
    await warned({}, (id) => api.addToken(id)),
    await warned(rotated, (id) => api.addToken(id)),
    await warned({ on_external_rotation: "adopt" }, (id) => api.addToken(id)),
    await warned({ integration_id: UNKNOWN }),
    await warned({}, (id, token) => api.changeToken(id, token, { expiresAt: inDays(2) })),
  ];
  const summaries = kinds.map(({ summary }) => summary);
  expect(new Set(summaries).size).toBe(kinds.length);
});

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}
