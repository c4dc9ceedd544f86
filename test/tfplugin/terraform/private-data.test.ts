/** The real terraform, and the private data that a provider in this process keeps with an object. */
import { type JsonValue, type ServedProvider, serveInProcess } from "../../../src/tfplugin";
import { TerraformFolder } from "../../support/terraform-folder";
import { providerOf } from "../support/note";

jest.setTimeout(60_000);

/** How often `read` looked. It keeps the number in the private data, until it no longer counts. */
let looks = 0;
let counts = true;
/** What the plan hook saw. */
let seen: JsonValue[] = [];

const provider = providerOf({
  plan({ prior, plan, privateState }) {
    if (prior !== null) seen.push(privateState.get());
    return plan;
  },
  read({ state, privateState }) {
    if (counts) privateState.set({ looks: ++looks });
    return { ...state, text: state.text ?? "" };
  },
});

let served: ServedProvider;
let folder: TerraformFolder;
beforeAll(async () => {
  served = await serveInProcess(provider);
  folder = new TerraformFolder({
    header: `terraform {\n required_providers {\n b = { source = "${provider.address}" }\n }\n}\n`,
    environment: { TF_REATTACH_PROVIDERS: served.reattach },
  });
});
afterAll(() => served.close());

const note = (text: string) => `resource "b_note" "it" {\n text = "${text}"\n}`;

test("what read keeps is what the plan hook sees, in the plan and again in the apply", async () => {
  await folder.apply(note("one"));
  seen = [];
  await folder.configure(note("two")).succeed("plan", "-input=false", "-out=saved");
  await folder.succeed("apply", "saved");
  expect(seen).toEqual([{ looks }, { looks }]);
});

test("terraform takes changed private data for drift in a refresh-only plan, and in no other", async () => {
  expect(await folder.planCode()).toBe(0);
  expect(await folder.planCode("-refresh-only")).toBe(2);
  counts = false;
  await folder.apply();
  expect(await folder.planCode("-refresh-only")).toBe(0);
});
