/** Contract checklist, "Apply": lines 20 to 25. */
import { netfoundry } from "../../src/provider/provider";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";
import { withBooks } from "./support/books";
import { BARE, EVERYTHING } from "./support/everything";

jest.setTimeout(60_000);

const stage = new Stage();
beforeAll(() => stage.open());
afterEach(() => stage.gate.reset());
afterAll(() => stage.close());

const ADDRESSES = [
  ...Object.keys(netfoundry.resources).map((type) => `${type}.it`),
  "netfoundry_jwt_signer.pinned",
];

/** Equal by meaning and other in bytes, as a controller answers. */
function respell(text: string): string {
  return text
    .replaceAll('"claimsProperty":"email"', '"claimsProperty":"/email"')
    .replaceAll("-----\\n", "-----\\r\\n")
    .replaceAll('["openid","email"]', '["email","openid"]');
}

describe("one apply of everything, by an API that writes values in its own way", () => {
  let space: TerraformFolder;
  beforeAll(async () => {
    space = stage.space();
    stage.gate.rewrite(respell);
    await space.apply(EVERYTHING);
  });
  beforeEach(() => stage.gate.rewrite(respell));

  test("20 every planned value is stored as it was written", async () => {
    expect(space.stored("netfoundry_jwt_signer.it")).toMatchObject({ claims_property: "email" });
    expect(space.stored("netfoundry_jwt_signer.pinned")?.cert_pem).not.toContain("\r");
    expect(await space.planCode()).toBe(0);
  });

  test("21 nothing is unknown and nothing promised is missing", () => {
    for (const address of ADDRESSES) {
      const { attributes } = netfoundry.resources[address.split(".")[0] as string]?.schema ?? {};
      for (const [name, attribute] of Object.entries(attributes ?? {})) {
        if (attribute.presence !== "computed" || attribute.nullable) continue;
        expect([address, name, space.stored(address)?.[name]]).not.toEqual([address, name, null]);
      }
    }
  });

  test("23 the order of an unordered collection is no difference, and no element comes or goes", async () => {
    const backwards = (text: string) =>
      text.replace(/"allowedSigners":\["(.*?)","(.*?)"\]/g, '"allowedSigners":["$2","$1"]');
    stage.gate.rewrite((text) => backwards(respell(text)));
    expect(await space.planCode()).toBe(0);
    const renamed = EVERYTHING.replace('name = "Staff"', 'name = "Staff II"');
    await space.apply(renamed);
    const { primary } = space.stored("netfoundry_auth_policy.it") as {
      primary: { ext_jwt: { allowed_signer_ids: string[] } };
    };
    expect(primary.ext_jwt.allowed_signer_ids).toHaveLength(2);
    expect(await space.planCode()).toBe(0);
  });

  test("25 has_auth_token changes because a sibling mints, and the apply still keeps what it promised", async () => {
    const both = EVERYTHING.replace('name                  = "Entra ID"', 'name = "Entra ID II"').replace(
      "2027Q1",
      "2027Q2",
    );
    expect((await space.apply(both)).words).toContain("3 changed");
    expect(space.stored("netfoundry_scim_token.it")).toMatchObject({ generation: 2 });
    expect(await space.planCode()).toBe(0);
  });

  test("21 after a destroy nothing is left in the state", async () => {
    await space.destroy();
    for (const address of ADDRESSES) expect(space.stored(address)).toBeUndefined();
  });
});

test("20 a value that the API changes in meaning is told with its attribute, and the object is kept", async () => {
  const space = stage.space();
  stage.gate.rewrite((text) => text.replaceAll('"name":"Loud"', '"name":"LOUD"'));
  const error = await space.failApply('resource "netfoundry_auth_policy" "it" { name = "Loud" }');
  expect(error).toContain("attribute name differs from what was planned");
  expect(error).not.toContain("Provider produced inconsistent result");
  expect(space.stored("netfoundry_auth_policy.it")).toMatchObject({ id: expect.any(String), name: "LOUD" });
  stage.gate.reset();
  await space.destroy();
});

describe("22 a failure half-way", () => {
  const FAILURE = { status: 500, body: { errors: ["out of order"] } };

  test("22 a create that was refused leaves nothing in the state", async () => {
    stage.gate.guard(({ method }) => (method === "POST" ? FAILURE : null));
    const space = stage.space();
    await space.failApply('resource "netfoundry_scim_integration" "it" { name = "Refused" }');
    expect(space.stored("netfoundry_scim_integration.it")).toBeUndefined();
  });

  test("22 an object that was made but not read back is in the state with its id, and stays", async () => {
    stage.gate.guard(({ method, url }) =>
      method === "GET" && url.includes("/auth-policies/") ? FAILURE : null,
    );
    const space = stage.space();
    const { words } = await space.apply('resource "netfoundry_auth_policy" "it" { name = "Half made" }');
    expect(words).toContain("was written but could not be read back");
    const { id } = { ...space.stored("netfoundry_auth_policy.it") };
    expect(id).toEqual(expect.any(String));
    expect(space.tainted("netfoundry_auth_policy.it")).toBe(false);
    stage.gate.reset();
    expect(await space.planCode()).toBe(0);
    expect(space.stored("netfoundry_auth_policy.it")).toMatchObject({ id, name: "Half made" });
    await space.destroy();
  });

  test("22 an update that was refused leaves the prior state", async () => {
    const space = stage.space();
    await space.apply(BARE);
    await space.apply(undefined, "-refresh-only");
    // What a token slot has been told is not refused by the API: it holds from the next token on.
    const refusable = ADDRESSES.filter((address) => !address.includes("token"));
    const before = refusable.map((address) => space.stored(address));
    stage.gate.guard(({ method }) => (method === "GET" ? null : FAILURE));
    await space.failApply(EVERYTHING);
    expect(refusable.map((address) => space.stored(address))).toEqual(before);
    stage.gate.reset();
    await space.destroy();
  });
});

test("23 a write-only value reaches the provider, and neither plan nor state have it", async () => {
  await withBooks(async (books) => {
    books.configure('resource "shelf_book" "a" {\n title = "One"\n pin = "hunter2"\n}');
    const { code, output } = await books.terraform("apply", "-auto-approve");
    expect([code, output.includes("hunter2")]).toEqual([0, false]);
    expect(books.stored("shelf_book.a")).toMatchObject({ pin: null, pin_length: 7 });
  });
});

test.each([
  ["netfoundry_scim_integration", 'name = "Twin"'],
  ["netfoundry_auth_policy", 'name = "Twin"'],
  [
    "netfoundry_jwt_signer",
    'name = "Twin"\n issuer = "twin"\n audience = "a"\n jwks_endpoint = "https://example.com/keys"',
  ],
])("24 a create that meets an object of that name says how to import it: %s", async (type, body) => {
  const first = stage.space();
  await first.apply(`resource "${type}" "it" {\n ${body}\n}`);
  const error = await stage.space().failApply(`resource "${type}" "it" {\n ${body}\n}`);
  expect(error).toContain(`terraform import ${type}.<name> ${first.stored(`${type}.it`)?.id}`);
  await first.destroy();
});

test("25 a rename and a first token in one apply go together", async () => {
  const space = stage.space();
  await space.apply('resource "netfoundry_scim_integration" "it" { name = "Alone" }');
  const { words } = await space.apply(
    'resource "netfoundry_scim_integration" "it" { name = "With a token" }\n' +
      'resource "netfoundry_scim_token" "it" { integration_id = netfoundry_scim_integration.it.id }',
  );
  expect(words).toContain("1 added, 1 changed");
  expect(await space.planCode()).toBe(0);
  expect(await space.planCode("-refresh=false")).toBe(0);
  await space.destroy();
});
