import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/cli/package-root";
import { exitWith } from "../exit-with";
import { makeApp } from "./app-project";
import { applyByCommandLine, applyByTerraform, STEPS, withServer } from "./apply-app";
import { COMMANDS } from "./commands";
import { Consumer } from "./consumer";
import { FLAVOURS, type Flavour } from "./flavours";
import { isAtLeast, type Node, otherNodes, thisNode } from "./nodes";
import { pack, tarballProblems } from "./tarball";
import { compilations, prepareMatrix } from "./typescript-matrix";

/** Runs the checks and prints a line for each. A failed check does not stop the others. */
class Checks {
  failures = 0;

  async run(title: string, check: () => Promise<unknown>): Promise<boolean> {
    const began = performance.now();
    try {
      await check();
      say(`ok      ${title} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
      return true;
    } catch (error) {
      this.failures += 1;
      say(`FAILED  ${title}\n${(error as Error).message.replace(/^/gm, "        ")}`);
      return false;
    }
  }
}

/**
 * `npm run pack:check`: packs the package, installs the tarball elsewhere as users do, and runs its commands.
 * Returns the number of failed checks. Needs the npm registry, and terraform for the quickstart.
 */
export async function checkPackage(): Promise<number> {
  // Some users have spaces in their paths.
  const folder = await mkdtemp(join(tmpdir(), "netfoundry scim package-"));
  try {
    const checks = new Checks();
    const tarball = await pack(packageRoot().directory, folder);
    await checks.run(
      `${tarball.size} bytes packed, ${tarball.paths.length} files, no source maps`,
      async () => {
        const problems = tarballProblems(tarball);
        if (problems.length > 0) throw new Error(problems.join("\n"));
      },
    );
    const nodes = [thisNode, ...(await otherNodes(folder, say))];
    for (const node of nodes) {
      await checkCommands(
        checks,
        new Consumer(join(folder, `on-${node.version}`), node.directory),
        node,
        tarball.file,
      );
    }
    for (const flavour of FLAVOURS) {
      await checkApp(checks, join(folder, flavour.framework), tarball.file, flavour, nodes);
      await checkTypes(checks, join(folder, `types-${flavour.framework}`), tarball.file, flavour);
    }
    return checks.failures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkCommands(
  checks: Checks,
  consumer: Consumer,
  { version }: Node,
  tarball: string,
): Promise<void> {
  await consumer.write("package.json", { private: true });
  const installed = await checks.run(`Node ${version}: npm install, no warning of the Node version`, () =>
    consumer.install(tarball),
  );
  if (!installed) return;
  for (const [name, command] of Object.entries(COMMANDS)) {
    await checks.run(`Node ${version}: npx netfoundry-scim ${name}`, () => command(consumer));
  }
}

async function checkApp(
  checks: Checks,
  folder: string,
  tarball: string,
  flavour: Flavour,
  nodes: readonly Node[],
): Promise<void> {
  const { framework, commandLine, commandLineNode } = flavour;
  const app = new Consumer(folder, thisNode.directory);
  const made = await checks.run(
    `${framework}: a project as cdktf init makes it installs, compiles and gives the example's JSON`,
    () => makeApp(app, tarball, flavour),
  );
  if (!made) return;
  await checks.run(`${framework}: terraform applies and destroys it`, () =>
    withServer(app, applyByTerraform),
  );
  const node = nodes.find(({ version }) => isAtLeast(version, commandLineNode));
  if (node === undefined) return say(`not tried: ${commandLine}. It needs Node ${commandLineNode} or later`);
  await checks.run(`${framework}: ${STEPS} by ${commandLine} on Node ${node.version}`, () =>
    withServer(app.with({}, node.directory), (served) => applyByCommandLine(served, flavour)),
  );
}

async function checkTypes(checks: Checks, folder: string, tarball: string, flavour: Flavour): Promise<void> {
  const consumer = new Consumer(folder, thisNode.directory);
  const { framework } = flavour;
  const prepare = () => prepareMatrix(consumer, tarball, flavour);
  if (!(await checks.run(`${framework}: install of every TypeScript`, prepare))) return;
  for (const { title, run } of compilations(consumer)) await checks.run(`${framework}: ${title}`, run);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (require.main === module) {
  void exitWith(
    checkPackage().then((failures) => {
      if (failures > 0) say(`${failures} checks failed`);
      return failures === 0;
    }),
  );
}
