import { execFileSync } from "node:child_process";
import { packageRoot } from "../../src/cli/package-root";

/**
 * Runs a script in a process of its own, with the built tools and not those of the sources. It finds modules from the root
 * of the package, and its input as `input`.
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
