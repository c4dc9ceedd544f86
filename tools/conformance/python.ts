import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The oldest Python that the pinned packages support. */
const OLDEST = "3.11";
const NAMES = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"];
const IS_NEW_ENOUGH = `import sys; sys.exit(sys.version_info < (${OLDEST.replace(".", ", ")}))`;
const LONGEST_MS = 300_000;

/** The tester cannot run on this machine. The message says why. */
export class NoPython extends Error {
  override readonly name = "NoPython";
}

/**
 * Makes a virtual environment in the folder and installs the pinned packages into it. Returns the path of its
 * Python.
 * @throws NoPython when there is no Python, or one without venv
 * @throws Error when pip cannot install the packages
 */
export async function installPackages(folder: string, requirements: string): Promise<string> {
  const python = NAMES.find((name) => spawnSync(name, ["-c", IS_NEW_ENOUGH]).status === 0);
  if (python === undefined) throw new NoPython(`Python ${OLDEST} or later is not on the PATH`);
  const made = spawnSync(python, ["-m", "venv", folder], { encoding: "utf8" });
  if (made.status !== 0) throw new NoPython(`${python} cannot make a venv: ${made.stdout}${made.stderr}`);
  const ofFolder = join(folder, "bin", "python");
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"];
  await runPython(ofFolder, [...pip, "--require-hashes", "--requirement", requirements]);
  return ofFolder;
}

/** Runs a Python program. Returns what it printed. @throws Error with its output when it fails */
export async function runPython(
  python: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await run(python, args, {
    env: { ...process.env, ...settings },
    timeout: LONGEST_MS,
    maxBuffer: 64 * 2 ** 20,
  });
  return stdout;
}
