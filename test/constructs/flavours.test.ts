import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder } from "../support/temporary-folder";
import type * as Everything from "./everything";
import type * as Synthesis from "./synthesis";

interface Stack {
  readonly "//"?: { readonly metadata: { version?: string } };
}

const EXAMPLES = resolve(__dirname, "../../examples");
const apps = readdirSync(EXAMPLES).filter((name) => readdirSync(join(EXAMPLES, name)).includes("cdktf.json"));

describe("cdktf and cdktn synthesize the same JSON, but for the version of the framework", () => {
  const both = (program: () => string[]) =>
    [synthesizedBy("cdktf", program), synthesizedBy("cdktn", program)] as const;

  describe("of every resource with every attribute", () => {
    const [cdktf, cdktn] = both(() => {
      const { synthesize } = require("./synthesis") as typeof Synthesis;
      const { everything } = require("./everything") as typeof Everything;
      return [synthesize(everything)];
    });
    test("in Testing.synth, which notes no version", () => expect(cdktn).toEqual(cdktf));
  });

  test.each(apps)("of examples/%s", (name) => {
    const [cdktf, cdktn] = both(() => {
      process.env.CDKTF_OUTDIR = temporaryFolder();
      require(join(EXAMPLES, name, "main"));
      const stacks = join(process.env.CDKTF_OUTDIR, "stacks");
      return readdirSync(stacks).map((stack) => readFileSync(join(stacks, stack, "cdk.tf.json"), "utf8"));
    });
    expect([...versionsIn(cdktf), ...versionsIn(cdktn)]).toEqual([
      expect.stringMatching(/^0\.21\./),
      expect.stringMatching(/^0\.24\./),
    ]);
    expect(cdktn).toEqual(cdktf);
  });
});

/** The stacks that a program synthesizes, where importing cdktf gives the framework of that name. */
function synthesizedBy(framework: "cdktf" | "cdktn", program: () => string[]): Stack[] {
  const stacks: string[] = [];
  jest.isolateModules(() => {
    jest.doMock("cdktf", () => jest.requireActual(framework));
    stacks.push(...program());
  });
  return stacks.map((json) => JSON.parse(json));
}

/** Takes the versions of the framework out of the stacks, and returns those there are. */
function versionsIn(stacks: readonly Stack[]): Set<string> {
  const metadata = stacks.flatMap((stack) => stack["//"]?.metadata ?? []);
  return new Set(
    metadata.flatMap((found) => {
      const { version } = found;
      delete found.version;
      return version ?? [];
    }),
  );
}
