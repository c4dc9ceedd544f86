/** The documented checks of a sign-in: the real terraform evaluates them in `check` blocks. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { netfoundry } from "../../src/provider/provider";
import { serveInProcess } from "../../src/tfplugin";
import { blockFor, FakeApi } from "../support/fake-api/fake-api";
import { ACCEPTED, REFUSED } from "../support/fake-api/jwt-check-body";
import { REQUIRE_NETFOUNDRY, TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(120_000);

const TOKEN = "header.planted-payload-5d1e.signature";
const example = (path: string) => readFileSync(resolve(__dirname, "../../examples", path), "utf8");
const EPHEMERAL = example("ephemeral-resources/netfoundry_sign_in_check/ephemeral-resource.tf");
const CLAIMS = example("data-sources/netfoundry_sign_in/data-source.tf");

const api = new FakeApi();
let served: Awaited<ReturnType<typeof serveInProcess>>;
let folder: TerraformFolder;
beforeAll(async () => {
  await api.start();
  served = await serveInProcess(netfoundry);
  const lines = Object.entries(blockFor(api)).map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`);
  folder = new TerraformFolder({
    header: `${REQUIRE_NETFOUNDRY}provider "netfoundry" {\n${lines.join("")}}\n`,
    environment: { TF_REATTACH_PROVIDERS: served.reattach },
  });
  writeFileSync(join(folder.root, "terraform.tfvars.json"), JSON.stringify({ id_token: TOKEN }));
});
afterAll(async () => {
  await served.close();
  await api.stop();
});

test("a token that signs in passes the check, and the token is in no state", async () => {
  api.signInCheck = ACCEPTED;
  const { words } = await folder.apply(EPHEMERAL);
  expect(words).not.toContain("Warning");
  expect(readFileSync(folder.stateFile, "utf8")).not.toContain("planted");
});

test("a token that does not sign in fails the check, and a warning names the step", async () => {
  api.signInCheck = REFUSED;
  const { words } = await folder.apply(EPHEMERAL);
  expect(words).toContain("Check block assertion failed");
  expect(words).toContain(
    'The step audience fails: It is for "other". Set the audience of "Okta" to "other".',
  );
  expect(words).not.toContain("planted");
});

test("claims that sign in pass the check", async () => {
  api.signInCheck = ACCEPTED;
  expect((await folder.apply(CLAIMS)).words).not.toContain("Check block assertion failed");
});

test("claims that do not sign in fail the check, whose message names the step", async () => {
  api.signInCheck = REFUSED;
  const { words } = await folder.apply(CLAIMS);
  expect(words).toContain('Ada cannot sign in: audience: It is for "other". Set the audience of "Okta"');
});
