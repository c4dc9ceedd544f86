import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createClient } from "../../../src/client/client";
import { askLive } from "../../../src/review/live/ask-live";
import { readPlan } from "../../../src/review/plan/read-plan";
import { CLIENT_ID, CLIENT_SECRET } from "../../support/served";
import { Stage } from "../../support/stage";
import type { TerraformFolder } from "../../support/terraform-folder";
import { ALL_CASES } from "./all-cases";
import type { GoldenCase } from "./golden-case";
import { GOLDEN_FOLDER } from "./golden-folder";
import { pushPeople } from "./push-people";
import { stableText } from "./stable-text";

jest.setTimeout(600_000);

const only = process.env.GOLDENS?.split(",") ?? [];
const chosen = ALL_CASES.filter(({ name }) => only.length === 0 || only.includes(name));

/**
 * `npm run goldens` makes the plans of the golden folders anew, with the real terraform against the reference
 * server. Cases with the same beginning share a stage. `GOLDENS=name,name` makes some of them.
 */
describe.each(sameBeginning(chosen))("goldens that start alike: %s", (_, cases) => {
  const stage = new Stage();
  let space: TerraformFolder;
  const [first] = cases;

  beforeAll(async () => {
    if (first === undefined) return;
    await stage.open(first.server ?? {});
    space = stage.space(first.provider).configure(first.before);
    writeFiles(space, first.files);
    await space.init();
    await space.apply();
    await pushPeople(stage, space, first.people ?? 25);
    // The refresh sees what people do not change by themselves: that the token is there.
    await space.apply();
  });
  afterAll(() => stage.close());

  it.each(cases.map((one) => [one.name, one] as const))("%s", async (name, one) => {
    await one.meanwhile?.(stage.administrator, space);
    const folder = join(GOLDEN_FOLDER, name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    space.configure(one.after ?? one.before);
    writeFiles(space, one.afterFiles);
    const stable = stableText({ url: stage.gate.url, stateFile: space.stateFile, started: Date.now() });
    const run = await space.terraform(
      "plan",
      "-input=false",
      "-out=saved",
      "-json",
      ...(one.planArguments ?? []),
    );
    if ((run.code !== 0) !== (one.fails === true)) throw new Error(run.output);
    const { stdout } = await space.succeed("show", "-json", "saved");
    const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
    write("before.tf", one.before);
    if (one.after !== undefined) write("after.tf", one.after);
    write("plan.json", stable(pretty(stdout)));
    if (one.log === true) write("plan.log", stable(run.stdout));
    if (one.only !== undefined) write("only.txt", `${one.only}\n`);
    if (one.settings !== undefined) write("review.yaml", one.settings);
    if (one.now !== undefined) write("now.txt", `${one.now}\n`);
    if (one.live !== false)
      write("live.json", stable(pretty(JSON.stringify(await live(stage, stdout, one)))));
    space.configure(one.before);
  });
});

function writeFiles({ root }: TerraformFolder, files: GoldenCase["files"] = {}) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

async function live(stage: Stage, plan: string, { wrongSecret = false }: GoldenCase) {
  const clientSecret = wrongSecret ? "wrong" : CLIENT_SECRET;
  const settings = { clientId: CLIENT_ID, clientSecret, apiUrl: stage.gate.url };
  const client = createClient({ ...settings, authUrl: `${stage.gate.url}/oauth2/token` });
  try {
    return await askLive(readPlan(plan), client, "network");
  } finally {
    client.close();
  }
}

function sameBeginning(cases: readonly GoldenCase[]): readonly (readonly [string, readonly GoldenCase[]])[] {
  const groups = new Map<string, GoldenCase[]>();
  for (const one of cases) {
    // What changes something outside Terraform has a stage of its own.
    const { before, server, people, files, provider } = one;
    const key =
      one.meanwhile === undefined ? JSON.stringify([before, server, people, files, provider]) : one.name;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].map((group) => [group.map(({ name }) => name).join(", "), group] as const);
}

function pretty(text: string): string {
  return `${JSON.stringify(JSON.parse(text), null, 1)}\n`;
}
