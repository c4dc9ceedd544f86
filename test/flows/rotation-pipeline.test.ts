/**
 * examples/rotation-pipeline as it runs on schedule: its scripts and its configuration, the real terraform,
 * and an IdP that gets the token in the end (issue 16.2). The clocks of provider and server move.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../src/client/system-clock";
import { Stage } from "../support/stage";
import { RotationPipeline } from "./support/rotation-pipeline";

jest.setTimeout(120_000);

const DAY_MS = 86_400_000;
/** From a mint on, a token of one year with `rotate_before = "30d"` is due after so long. */
const UNTIL_DUE = 336 * DAY_MS;

/** What the scripts call beside terraform; the images of the services have them. */
const missing = ["curl", "jq", "sha256sum"].filter(
  (program) => spawnSync(program, ["--version"]).error !== undefined,
);
if (missing.length > 0)
  process.stderr.write(`rotation pipeline tests skipped: ${missing.join(", ")} not found on the PATH\n`);
const withPrograms = missing.length === 0 ? describe : describe.skip;

withPrograms("the scheduled rotation", () => {
  /** How far the clocks are ahead. */
  let ahead = 0;
  const stage = new Stage();
  const pipeline = new RotationPipeline(stage);
  beforeAll(async () => {
    jest.spyOn(systemClock, "now").mockImplementation(() => Date.now() + ahead);
    await stage.open({ maxTokenOverlapSeconds: 86_400, clock: () => new Date(Date.now() + ahead) });
    await pipeline.open();
    // The first apply is a person's.
    await pipeline.folder.apply();
    await pipeline.run("tell-idp.sh");
  });
  beforeEach(() => {
    pipeline.notes = [];
  });
  afterEach(() => {
    pipeline.configure();
    pipeline.store.isDown = false;
    pipeline.isOktaDown = false;
    stage.gate.reset();
  });
  afterAll(async () => {
    await pipeline.close();
    await stage.close();
    jest.restoreAllMocks();
  });

  /** Every file that a run leaves in its folder, without the state. */
  const left = () => readdirSync(pipeline.folder.root).filter((name) => /^(?:review|plan)/.test(name));

  it("changes nothing while nothing is due", async () => {
    expect((await pipeline.job()).codes).toEqual([0, 0, 0]);
    expect([pipeline.slot.generation, pipeline.notes]).toEqual([1, []]);
    expect(await pipeline.push("first@example.com")).toBe(201);
  });

  it("rotates, stores, and tells the IdP, and nobody had to watch", async () => {
    const former = pipeline.stored;
    ahead += UNTIL_DUE;
    const { codes, output } = await pipeline.job();
    expect([codes, pipeline.notes]).toEqual([[0, 0, 0], []]);
    expect([pipeline.slot.generation, pipeline.told.at(-1)]).toEqual([2, pipeline.stored]);
    expect(await pipeline.push("second@example.com")).toBe(201);
    expect(await pipeline.push("late@example.com", former)).toBe(401);
    expect(await pipeline.folder.planCode()).toBe(0);

    expect(left()).toEqual(["review.json", "review.md"]);
    const files = [...left(), "terraform.tfstate", "terraform.tfstate.backup"];
    const texts = files.map((file) => readFileSync(join(pipeline.folder.root, file), "utf8"));
    for (const text of [...texts, output]) {
      expect(text).not.toContain(former);
      expect(text).not.toContain(pipeline.stored);
    }
  });

  it("a GitHub Actions secret gets the token from the state, sealed for the pipeline", async () => {
    expect(await pipeline.secretOfGitHub()).toBe(pipeline.stored);
  });

  describe("stops, applies nothing and notifies when a rotation is due and", () => {
    beforeAll(() => {
      ahead += UNTIL_DUE;
    });

    const slot = (name: string, integration: string) =>
      `resource "netfoundry_scim_token" "${name}" { integration_id = ${integration} }\n`;
    const policy =
      'resource "netfoundry_auth_policy" "it" {\n name = "New"\n primary = { updb = { allowed = true } }\n}';
    const other = 'resource "netfoundry_scim_integration" "other" { name = "Other" }\n';
    const mapping = /resource "netfoundry_scim_mapping"[\s\S]*?\n}\n/;

    it.each<[string, readonly (readonly [string, string])[], string, RegExp]>([
      [
        "the mapping changes",
        [['"primary_email"', '"user_name"']],
        "",
        /netfoundry_scim_mapping\.okta \(not-a-/,
      ],
      ["a policy is new", [], policy, /netfoundry_auth_policy\.it \(not-a-rotation\): It is created/],
      [
        "a slot is new",
        [],
        other + slot("other", "netfoundry_scim_integration.other.id"),
        /\.other \(not-a-/,
      ],
      [
        "the slot is replaced",
        [["integration_id      = netfoundry_scim_integration.okta.id", 'integration_id = "another"']],
        "",
        /netfoundry_scim_token\.okta \(not-a-rotation\): It is replaced/,
      ],
      [
        "the token would go into the state",
        [['storage             = "sealed"', 'storage = "state"']],
        'output "leak" {\n value = nonsensitive(netfoundry_scim_token.okta.token)\n}',
        /output\.leak \(not-a-rotation\): It is created/,
      ],
    ])("%s", async (_, changes, more, note) => {
      pipeline.configure(changes, more);
      await stops(note);
    });

    it("something is destroyed", async () => {
      const file = join(pipeline.folder.root, "slot.tf");
      writeFileSync(file, readFileSync(file, "utf8").replace(mapping, ""));
      await stops(/netfoundry_scim_mapping\.okta \(not-a-rotation\): It is destroyed/);
    });

    it("the plan fails", async () => {
      stage.gate.guard(() => ({ status: 500 }));
      await stops(/terraform plan failed\. Nothing was applied/);
    });

    it("the review cannot read the plan", async () => {
      await stops(/the plan could not be reviewed\. Nothing was applied/, { NETFOUNDRY_SCIM: "false" });
    });

    async function stops(note: RegExp, environment: NodeJS.ProcessEnv = {}): Promise<void> {
      const { code, output } = await pipeline.run("rotate.sh", environment);
      expect([code, pipeline.notes, pipeline.slot.generation]).toEqual([1, [expect.stringMatching(note)], 2]);
      expect(output.trimEnd().split("\n").at(-1)).toBe(pipeline.notes[0]);
      expect(pipeline.notes[0]).toContain("https://ci.example.com/run/7");
    }
  });

  it("a run whose store was down is finished by the next one", async () => {
    pipeline.store.isDown = true;
    expect((await pipeline.job()).codes).toEqual([1, 1]);
    expect(pipeline.notes).toEqual([
      expect.stringContaining("terraform apply failed. The next run goes on where it stopped."),
      expect.stringContaining("the secret store does not hold the token of the slot"),
    ]);
    expect(pipeline.slot.generation).toBe(3);

    pipeline.store.isDown = false;
    expect((await pipeline.job()).codes).toEqual([0, 0, 0]);
    expect([pipeline.slot.generation, await pipeline.push("third@example.com")]).toEqual([3, 201]);
  });

  it("the next run finishes one that ended before the IdP knew, and overlap closes the gap", async () => {
    const overlap = [["storage  ", 'overlap = "4h"\n  storage  ']] as const;
    await pipeline.configure(overlap).folder.apply();
    ahead += UNTIL_DUE;
    pipeline.isOktaDown = true;
    const { codes, output } = await pipeline.job();
    expect([codes, pipeline.notes]).toEqual([
      [0, 1],
      [expect.stringMatching(/the IdP does not have the token yet\..*E0000006/)],
    ]);
    expect(output + pipeline.notes).not.toContain(pipeline.stored);
    expect(await pipeline.push("meanwhile@example.com")).toBe(201);

    pipeline.isOktaDown = false;
    expect((await pipeline.job()).codes).toEqual([0, 0, 0]);
    expect(pipeline.told.at(-1)).toBe(pipeline.stored);
    expect([pipeline.slot.generation, await pipeline.push("fourth@example.com")]).toEqual([4, 201]);
  });

  it("a token that somebody minted outside stops it, and stays as it is", async () => {
    const tokens = `/scim/v1/integrations/${pipeline.slot.integration_id}/tokens`;
    const { token } = await stage.administrator.gateway<{ token: string }>("POST", tokens, {});
    const codes = [(await pipeline.run("rotate.sh")).code, (await pipeline.run("check-token.sh")).code];
    expect([codes, pipeline.notes]).toEqual([
      [1, 1],
      [
        expect.stringContaining("token-foreign"),
        expect.stringMatching(/a token needs a look\..*replaced outside/),
      ],
    ]);
    expect(await pipeline.push("fifth@example.com", token)).toBe(201);
  });
});
