/** Contract checklist, "Plan": lines 8 to 16. */
import { netfoundry } from "../../src/provider/provider";
import { createDriver, type ObjectValue } from "../../src/tfplugin";
import { changeOf, type PlannedChange } from "../../src/tfplugin/testing/terraform/planned-change";
import { CERTIFICATE } from "../support/certificates";
import { CLIENT_SECRET } from "../support/served";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";
import { withBooks } from "./support/books";
import { BARE, EVERYTHING } from "./support/everything";

jest.setTimeout(60_000);

const stage = new Stage();
/** Applied once, as `EVERYTHING` says. */
let space: TerraformFolder;
let creating: readonly PlannedChange[];

beforeAll(async () => {
  await stage.open();
  space = stage.space();
  creating = await space.planned(EVERYTHING);
  await space.succeed("apply", "saved");
});
afterEach(() => {
  stage.gate.reset();
  jest.restoreAllMocks();
});
afterAll(() => stage.close());

const FRAMED = /^\s*|\s*$/g;

test("08 a value that is configured is planned exactly", () => {
  const after = (address: string) => changeOf(creating, address).after;
  expect(after("netfoundry_jwt_signer.it")).toMatchObject({
    name: "Entra ID",
    issuer: "https://login.example.com/contoso/v2.0",
    audience: "api://netfoundry",
    enabled: false,
    jwks_endpoint: "https://login.example.com/contoso/keys",
    claims_property: "email",
    use_external_id: true,
    client_id: "0b1c2d3e",
    scopes: ["email", "openid"],
    target_token: "ID",
    external_auth_url: "https://login.example.com/contoso",
    tags: { costCenter: "42" },
  });
  const pinned = after("netfoundry_jwt_signer.pinned");
  expect(pinned).toMatchObject({ name: "Pinned", issuer: "pinned", audience: "netfoundry", kid: "key-1" });
  expect(String(pinned?.cert_pem).replace(FRAMED, "")).toBe(CERTIFICATE.replace(FRAMED, ""));
  expect(after("netfoundry_auth_policy.it")).toMatchObject({
    name: "Staff",
    primary: {
      cert: { allowed: true, allow_expired: true },
      ext_jwt: { allowed: true },
      updb: {
        allowed: true,
        min_password_length: 12,
        require_special_char: true,
        require_number_char: true,
        require_mixed_case: true,
        max_attempts: 5,
        lockout_duration_minutes: 15,
      },
    },
    secondary: { require_totp: true },
    tags: { costCenter: "42" },
  });
  expect(after("netfoundry_scim_integration.it")).toMatchObject({
    name: "Entra ID",
    identities_on_destroy: "disable",
  });
  expect(after("netfoundry_scim_mapping.it")).toMatchObject({
    identity_name: "formatted_name",
    external_id: { source: "custom", path: 'emails[type eq "work"].value' },
    reset_on_destroy: true,
  });
  expect(after("netfoundry_scim_token.it")).toMatchObject({
    description: "pasted into Entra ID",
    lifetime: "180d",
    rotate_before: "30d",
    rotation_triggers: { quarter: "2027Q1" },
    revoke_on_destroy: false,
  });
});

test("08 another spelling of the same meaning is planned as it is stored", async () => {
  const respelt = EVERYTHING.replace('"180d"', '"4320h"').replace("<<-PEM\n", "<<-PEM\n\n\n");
  const changes = await space.planned(respelt, "respelt");
  expect(changes.map(({ change }) => change.actions)).toEqual(changes.map(() => ["no-op"]));
  expect(changeOf(changes, "netfoundry_scim_token.it").after?.lifetime).toBe("180d");
  space.configure(EVERYTHING);
});

test("09 what is not configured and not computed stays null; only computed values are invented", async () => {
  const changes = await stage.space().planned(BARE);
  expect(changes).toHaveLength(6);
  for (const { type, address, change } of changes) {
    for (const [name, attribute] of Object.entries(netfoundry.resources[type]?.schema.attributes ?? {})) {
      if (attribute.presence === "required" || attribute.computed || name === "jwks_endpoint") continue;
      const where = `${address}.${name}`;
      expect([where, change.after?.[name] ?? null, change.after_unknown[name] ?? false]).toEqual([
        where,
        null,
        false,
      ]);
    }
  }
});

test("10 the planned object has the schema's type, no blocks, and an empty collection stays empty", async () => {
  const empty = `
    resource "netfoundry_jwt_signer" "it" {
      name = "Empty"
      issuer = "empty"
      audience = "netfoundry"
      jwks_endpoint = "https://example.com/keys"
      scopes = []
      tags = {}
    }
    resource "netfoundry_auth_policy" "it" {
      name = "Empty"
      primary = { ext_jwt = { allowed = true, allowed_signer_ids = [] } }
      tags = {}
    }`;
  const emptied = stage.space();
  const changes = await emptied.planned(empty);
  expect(changeOf(changes, "netfoundry_jwt_signer.it").after).toMatchObject({ scopes: [], tags: {} });
  expect(changeOf(changes, "netfoundry_auth_policy.it").after).toMatchObject({
    primary: { ext_jwt: { allowed_signer_ids: [] } },
    tags: {},
  });
  await emptied.succeed("apply", "saved");
  expect(await emptied.planCode()).toBe(0);
  const { output } = await emptied.terraform("providers", "schema", "-json");
  expect(output).not.toContain("block_types");
  await emptied.destroy();
});

test("11 a write-only value is planned as null", async () => {
  await withBooks(async (books) => {
    books.configure('resource "shelf_book" "a" {\n title = "One"\n pin = "hunter2"\n}');
    await books.terraform("plan", "-out=saved");
    const { output } = await books.terraform("show", "-json", "saved");
    const { actions, after } = changeOf(JSON.parse(output).resource_changes, "shelf_book.a");
    expect([actions, after?.pin ?? null]).toEqual([["create"], null]);
  });
});

test("12 a destroy is planned as nothing", async () => {
  const changes = await space.planned(undefined, "destroying", "-destroy");
  expect(changes).toHaveLength(6);
  for (const { change } of changes) expect([change.actions, change.after]).toEqual([["delete"], null]);
  const driver = createDriver(netfoundry);
  for (const type of Object.keys(netfoundry.resources)) {
    const prior = space.stored(`${type}.it`) as ObjectValue;
    expect((await driver.plan(type, null, prior)).planned).toBeNull();
  }
});

test("13 an error of the API that quotes the secret is shown without it", async () => {
  const { token } = space.stored("netfoundry_scim_token.it") as { token: string };
  stage.gate.guard(({ headers }) => ({
    status: 400,
    body: {
      errors: [`refused: ${CLIENT_SECRET}`, `and ${headers.authorization}`],
      fieldErrors: [],
      status: { code: 400, label: "BAD_REQUEST" },
      traceId: "t",
    },
  }));
  const error = await space.fail("plan", "-input=false");
  expect(error).toContain("refused");
  expect(error).not.toContain(CLIENT_SECRET);
  expect(error).not.toContain(token);
  expect(error).not.toMatch(/Bearer [A-Za-z0-9._-]{16,}/);
});

test("13 a rule broken by a sensitive value does not quote it", async () => {
  const driver = createDriver(netfoundry);
  const { diagnostics } = await driver.validateProvider({ client_secret: " \t ", client_id: "" });
  expect(diagnostics.map(({ path }) => path)).toEqual(expect.arrayContaining([["client_secret"]]));
  expect(JSON.stringify(diagnostics)).not.toContain("\\t");
});

test("14 only a change of an attribute that says so replaces, and the plan names that attribute", async () => {
  const elsewhere = "5f0c8f4e-0a7e-4f57-9d0e-1b6c8a1f2d3e";
  const moved = EVERYTHING.replace(
    'name                  = "Entra ID"',
    `name = "Entra ID"\n network_id = "${elsewhere}"`,
  );
  const changes = await space.planned(moved, "moved");
  const { actions, replace_paths } = changeOf(changes, "netfoundry_scim_integration.it");
  expect([actions, replace_paths]).toEqual([["delete", "create"], [["network_id"]]]);

  const inPlace = await space.planned(BARE, "in-place");
  expect(inPlace.map(({ change }) => change.actions)).toEqual(inPlace.map(() => ["update"]));
  space.configure(EVERYTHING);
});

test("14 every path that is named to need a new object exists in the schema", async () => {
  const driver = createDriver(netfoundry);
  for (const [type, { schema }] of Object.entries(netfoundry.resources)) {
    const prior = space.stored(`${type}.it`) as ObjectValue;
    const settable = Object.entries(schema.attributes).filter(([, { presence }]) => presence !== "computed");
    const config = Object.fromEntries(
      settable.map(
        ([
          name,
          {
            type: { kind },
          },
        ]) => [name, kind === "string" ? `${prior[name]}-changed` : prior[name]],
      ),
    );
    const { requiresReplace } = await driver.plan(type, config, prior);
    const replacing = settable.filter(([, { replace }]) => replace).map(([name]) => name);
    expect([type, [...requiresReplace].sort()]).toEqual([type, replacing.sort()]);
  }
});

test("15 planning twice gives the same plan, whatever the clock and the API say meanwhile", async () => {
  space.configure(BARE);
  const first = await space.planned(undefined, "first", "-refresh=false");
  const decade = 10 * 365 * 24 * 3_600_000;
  const now = Date.now();
  jest.spyOn(Date, "now").mockReturnValue(now + decade);
  jest.spyOn(Math, "random").mockReturnValue(0.123);
  // The look-ahead may ask the API; whatever that says, or does not, must not change the plan.
  stage.gate.guard(() => ({ status: 500, body: {} }));
  const second = await space.planned(undefined, "second", "-refresh=false");
  expect(second).toEqual(first);
  expect(second.some(({ change }) => change.actions[0] === "update")).toBe(true);
  space.configure(EVERYTHING);
});

test("16 after an apply there is nothing to do, refreshed or not", async () => {
  expect(await space.planCode()).toBe(0);
  expect(await space.planCode("-refresh=false")).toBe(0);
});
