import { PROVIDER_AGENT } from "../../src/contract/managed-by-headers";
import { VERSION } from "../../src/provider/version";
import { EMPTY_PROVIDER_BLOCK } from "../../src/settings/environment";
import { managedByOf } from "../../src/settings/managed-by";
import { UNKNOWN } from "../../src/tfplugin";
import type { ObjectValue } from "../../src/tfplugin/value/type";
import { Plugin, present } from "../provider/support/plugin";
import { blockFor, FakeApi } from "../support/fake-api/fake-api";
import { ZitiController, zitiBlock } from "../support/fake-api/ziti-controller";

const REPOSITORY = "https://github.com/acme/identity";
const given = (managed_by: string | null, environment = {}) =>
  managedByOf({ ...EMPTY_PROVIDER_BLOCK, managed_by }, environment);

describe("managed_by", () => {
  test("comes from the block, otherwise from NF_MANAGED_BY, otherwise from nowhere", () => {
    const environment = { NF_MANAGED_BY: ` ${REPOSITORY}\n` };
    expect(given("the platform team", environment)).toBe("the platform team");
    expect(given(null, environment)).toBe(REPOSITORY);
    expect(given(null, { NF_MANAGED_BY: " " })).toBeNull();
  });

  test.each([
    REPOSITORY,
    "ssh://git@github.com/acme/identity.git",
    "git@github.com:acme/identity.git",
    "https://github.com/acme/identity/tree/main/@scim, ask ada@example.com",
  ])("may be %s", (text) => {
    expect(given(text)).toBe(text);
  });

  test.each([
    "https://ci:s3cret@gitlab.com/acme/identity",
    "https://s3cret@github.com/acme/identity",
    "git+https://s3cret@github.com/acme/identity",
    "ssh://git:s3cret@github.com/acme/identity",
    "see HTTPS://ci:s3cret@gitlab.com",
  ])("must not be %s, and the error leaves the secret out", (text) => {
    for (const attempt of [() => given(text), () => given(null, { NF_MANAGED_BY: text })]) {
      expect(attempt).toThrow(/managed_by holds a user name or a password: .*NF_MANAGED_BY/);
      expect(attempt).not.toThrow(/s3cret/);
    }
  });

  test("has at most 200 characters in the environment too", () => {
    expect(given(null, { NF_MANAGED_BY: "😀".repeat(100) })).toHaveLength(200);
    expect(() => given(null, { NF_MANAGED_BY: "x".repeat(201) })).toThrow(/201 characters.*at most 200/);
  });
});

describe("what the API hears of the provider", () => {
  const api = new FakeApi();
  const controller = new ZitiController();
  beforeAll(() => Promise.all([api.start(), controller.start()]));
  afterAll(() => Promise.all([api.stop(), controller.stop()]));

  /** The headers of every request that the creates of these resources send. */
  async function heard(at: FakeApi | ZitiController, block: ObjectValue, ...types: readonly string[]) {
    const plugin = new Plugin();
    expect(await plugin.configure(block)).toEqual([]);
    const before = at.received.length;
    for (const type of types) present(await plugin.resource(type).apply({ name: `At ${before}` }, null));
    return at.received.slice(before).map(({ headers }) => headers);
  }

  test("every request of both families carries the versions, and managed_by percent-encoded", async () => {
    const managed_by = `${REPOSITORY}, Zoë`;
    const types = ["netfoundry_scim_integration", "netfoundry_auth_policy"];
    const headers = await heard(api, { ...blockFor(api), managed_by }, ...types);
    for (const one of headers) {
      expect(one["user-agent"]).toBe(`${PROVIDER_AGENT}${VERSION} (Terraform 1.11.4)`);
      expect(decodeURIComponent(one["x-managed-by"] ?? "")).toBe(managed_by);
    }
    expect(headers.length).toBeGreaterThan(4);
  });

  test.each([
    ["unset", null],
    ["not known yet", UNKNOWN],
  ])("while managed_by is %s, the header is left out", async (_, managed_by) => {
    const headers = await heard(api, { ...blockFor(api), managed_by }, "netfoundry_auth_policy");
    for (const one of headers) expect(one).not.toHaveProperty("x-managed-by");
  });

  test("a plain controller hears the same, its sign-in included, and answers as ever", async () => {
    const block = { ...zitiBlock(controller), managed_by: "ops" };
    const headers = await heard(controller, block, "netfoundry_auth_policy");
    expect(new Set(headers.map((one) => one["x-managed-by"]))).toEqual(new Set(["ops"]));
  });
});
