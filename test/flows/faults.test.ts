/**
 * The provider runs in this process, so that its waits before a retry use the test's clock.
 */

import { Administrator } from "../support/administrator";
import type { Answer, Received } from "../support/fake-api/loopback";
import { hurryProvider } from "../support/fast-clock";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(120_000);

const COUNT = 6;
const LIMIT = 3;
const CONFIGURATION = `
locals {
  names = toset([for number in range(${COUNT}) : "Team \${number}"])
}
resource "netfoundry_scim_integration" "team" {
  for_each = local.names
  name     = each.key
}
resource "netfoundry_scim_mapping" "team" {
  for_each       = local.names
  integration_id = netfoundry_scim_integration.team[each.key].id
  auth_policy_id = netfoundry_auth_policy.staff.id
}
resource "netfoundry_scim_token" "team" {
  for_each       = local.names
  integration_id = netfoundry_scim_integration.team[each.key].id
}
resource "netfoundry_jwt_signer" "okta" {
  name          = "Okta"
  issuer        = "https://example.okta.com"
  audience      = "netfoundry"
  jwks_endpoint = "https://example.okta.com/keys"
}
resource "netfoundry_auth_policy" "staff" {
  name    = "Staff"
  primary = { ext_jwt = { allowed = true, allowed_signer_ids = [netfoundry_jwt_signer.okta.id] } }
}
`;

/** The fault of a call. With `cut`, the server runs the call, and the connection breaks within the answer. */
type Fault = Answer | "cut";

/** The faults of calls that may be repeated, used in turn. */
const FAULTS: readonly (() => Fault)[] = [
  () => ({ status: 429, headers: { "retry-after": "0" } }),
  () => "cut",
  () => ({ status: 503 }),
  () => ({ status: 429, headers: { "retry-after": new Date().toUTCString() } }),
];

/**
 * Makes every call fail the first time. A call that may be repeated fails in every way in turn. A create
 * fails only in the way that says for sure that nothing was created. Credentials expire after a few calls.
 */
class FailingApi {
  readonly #asked = new Set<string>();
  readonly #cut = new Set<Received>();
  readonly #used = new Map<string, number>();
  readonly #ended = new Map<string, string>();
  #turn = 0;

  readonly guard = (call: Received): Answer | null => {
    const fault = this.#faultOf(call);
    if (fault !== "cut") return fault;
    this.#cut.add(call);
    return null;
  };

  readonly rewrite = (text: string, call: Received): string | null => (this.#cut.has(call) ? null : text);

  #faultOf(call: Received): Fault | null {
    const { method, url, headers } = call;
    const bearer = headers.authorization?.startsWith("Bearer") ? headers.authorization : undefined;
    if (this.#isOver("token", bearer) || this.#isOver("session", headers["zt-session"])) {
      return {
        status: 401,
        body: { errors: [], status: { code: 401, label: "UNAUTHORIZED" }, traceId: "t" },
      };
    }
    const key = `${method} ${url}`;
    const isFirst = !this.#asked.has(key);
    this.#asked.add(key);
    if (!isFirst) return null;
    if (method === "POST" && !url.endsWith("/tokens") && !url.endsWith("/exchange")) {
      return { status: 429, headers: { "retry-after": "0" } };
    }
    return FAULTS[this.#turn++ % FAULTS.length]?.() ?? null;
  }

  /** The kinds of credentials that were refused during a run. */
  get ended(): string[] {
    return [...this.#ended.keys()].sort();
  }

  /** The first credential of each kind expires after some calls. */
  #isOver(kind: "token" | "session", credential: string | undefined): boolean {
    if (credential === undefined) return false;
    if (this.#ended.has(kind)) return this.#ended.get(kind) === credential;
    const used = (this.#used.get(credential) ?? 0) + 1;
    this.#used.set(credential, used);
    if (used < ENDS_AT[kind]) return false;
    this.#ended.set(kind, credential);
    return true;
  }
}

const ENDS_AT = { token: 15, session: 4 };

describe("when the API fails often", () => {
  const stage = new Stage();
  let admin: Administrator;
  let space: TerraformFolder;
  const day = new FailingApi();
  beforeAll(async () => {
    await stage.open();
    hurryProvider(20);
    admin = new Administrator({ url: stage.serverUrl, networkId: stage.networkId });
    stage.gate.guard(day.guard);
    stage.gate.guardSignIn(day.guard);
    stage.gate.rewrite(day.rewrite);
    space = stage.space(`max_retries = 4\n  max_concurrent_requests = ${LIMIT}`).configure(CONFIGURATION);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await stage.close();
  });

  it("creates everything once, although every call fails first and credentials expire", async () => {
    await space.apply();
    const path = "/scim/v1/integrations";
    const { _embedded } = await admin.gateway<{
      _embedded: { integrationList: { id: string; hasAuthToken: boolean }[] };
    }>("GET", `${path}?size=100`);
    expect(_embedded.integrationList.map(({ hasAuthToken }) => hasAuthToken)).toEqual(
      Array(COUNT).fill(true),
    );
    for (const { id } of _embedded.integrationList) {
      const { tokens } = await admin.gateway<{ tokens: unknown[] }>("GET", `${path}/${id}/tokens`);
      expect(tokens).toHaveLength(1);
    }
    const { data } = await admin.edge<{ data: { name: string }[] }>("GET", "/auth-policies");
    expect(data.map(({ name }) => name).sort()).toEqual(["Default", "Staff"]);
    expect(day.ended).toEqual(["session", "token"]);
  });

  it("never sends more concurrent requests than allowed", () => {
    expect(stage.gate.mostInFlight).toBeLessThanOrEqual(LIMIT);
  });

  it("the next plan is empty, and destroy removes everything", async () => {
    expect(await space.planCode()).toBe(0);
    await space.destroy();
    const list = await admin.gateway<{ page: { totalElements: number } }>("GET", "/scim/v1/integrations");
    expect(list.page.totalElements).toBe(0);
  });
});
