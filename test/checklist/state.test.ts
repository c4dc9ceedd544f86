/** Contract checklist, "State": line 32. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { netfoundry } from "../../src/provider/provider";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";
import { EVERYTHING } from "./support/everything";

jest.setTimeout(60_000);

const stage = new Stage();
/** Applied once, as `EVERYTHING` says. */
let space: TerraformFolder;

interface Instance {
  schema_version: number;
  attributes: Record<string, unknown>;
}

beforeAll(async () => {
  await stage.open();
  space = stage.space();
  await space.apply(EVERYTHING);
});
afterAll(() => stage.close());

/** Changes every instance in the state file by hand; gives back what puts the file right again. */
function tamper(change: (instance: Instance, type: string) => void): () => void {
  const file = join(space.root, "terraform.tfstate");
  const before = readFileSync(file, "utf8");
  const state = JSON.parse(before);
  for (const { type, instances } of state.resources) {
    for (const instance of instances) change(instance, type);
  }
  state.serial += 1;
  writeFileSync(file, JSON.stringify(state));
  return () => writeFileSync(file, before);
}

const newest = Math.max(...Object.values(netfoundry.resources).map(({ schema }) => schema.version));

test.each(Array.from({ length: newest + 1 }, (_, version) => version))(
  "32 state of schema version %d is taken over, and the plan is empty",
  async (version) => {
    const restore = tamper((instance) => {
      instance.schema_version = Math.min(version, instance.schema_version);
    });
    expect(await space.planCode()).toBe(0);
    restore();
  },
);

test("32 state of a newer version is refused by terraform", async () => {
  const restore = tamper((instance) => {
    instance.schema_version = newest + 7;
  });
  expect(await space.fail("plan", "-input=false")).toContain("created by a newer provider version");
  restore();
});

test("32 attributes in the state that the schema no longer has are let go", async () => {
  const restore = tamper((instance) => {
    instance.attributes.dropped_long_ago = { deep: ["value"] };
  });
  expect(await space.planCode()).toBe(0);
  restore();
});

test("32 attributes that the state does not have yet are null, and read again", async () => {
  const restore = tamper((instance, type) => {
    if (type === "netfoundry_scim_integration") delete instance.attributes.created_at;
  });
  await space.planCode();
  expect(await space.planCode()).toBe(0);
  restore();
});
