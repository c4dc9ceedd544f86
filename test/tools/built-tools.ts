import { execFileSync } from "node:child_process";
import { packageRoot } from "../../src/cli/package-root";

/**
 * Runs a script in a process of its own. The script can require the built tools, as in `./dist/tools/…`, and
 * reads its input from the variable `input`.
 * @throws Error when the script fails.
 */
export function runWithBuiltTools(
  script: string,
  input: unknown,
  node: string = process.execPath,
  environment: NodeJS.ProcessEnv = {},
): void {
  const program = `const input = JSON.parse(process.argv[1]);\n${script}`;
  execFileSync(node, ["-e", program, JSON.stringify(input)], {
    cwd: packageRoot().directory,
    env: { ...process.env, ...environment },
  });
}
