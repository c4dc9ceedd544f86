import { existsSync } from "node:fs";
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { CliError } from "../errors/cli-error";
import { makeDirectory } from "../make-directory";

const STACK = "quickstart";

/** The files of the quickstart, all below one directory that each run empties first. */
export interface Workspace {
  readonly directory: string;
  readonly logs: string;
  readonly mirror: string;
  readonly cliConfigurationFile: string;
  readonly database: string;
  /** `CDKTF_OUTDIR`. */
  readonly synthesized: string;
  /** Working directory of terraform: the stack's JSON, its state and its plan. */
  readonly stack: string;
  /** Shell variables for going on by hand. The file holds the credential. */
  readonly environmentFile: string;
  /** Log of one program. */
  logFile(name: string): string;
  /** A path relative to the current directory. */
  relativePath(path: string): string;
}

/** The paths of the quickstart below a directory. Changes no file. */
export function workspaceIn(current: string): Workspace {
  const directory = join(current, ".netfoundry", "quickstart");
  const synthesized = join(directory, "cdktf.out");
  const logs = join(directory, "logs");
  return {
    directory,
    logs,
    mirror: join(directory, "mirror"),
    cliConfigurationFile: join(directory, "terraform.rc"),
    database: join(directory, "server.sqlite"),
    synthesized,
    stack: join(synthesized, "stacks", STACK),
    environmentFile: join(directory, "environment"),
    logFile: (name) => join(logs, `${name}.log`),
    relativePath: (path) => relative(current, path) || ".",
  };
}

/**
 * Empties the workspace and takes it for this process. Returns whether it removed a former run. Throws
 * CliError when another run still uses the workspace, or when it cannot be written.
 */
export async function takeWorkspace(workspace: Workspace): Promise<boolean> {
  const former = existsSync(workspace.directory);
  await refuseWhileRunning(workspace);
  try {
    await rm(workspace.directory, { recursive: true, force: true });
    makeDirectory(workspace.logs);
    // The state and the environment file hold secrets.
    await chmod(workspace.directory, 0o700);
    await writeFile(pidFile(workspace), `${process.pid}\n`);
  } catch (error) {
    throw new CliError(`the quickstart cannot write its directory: ${(error as Error).message}`);
  }
  return former;
}

/** Releases the workspace for the next run. The files stay. */
export async function leaveWorkspace(workspace: Workspace): Promise<void> {
  await rm(pidFile(workspace), { force: true });
}

async function refuseWhileRunning(workspace: Workspace): Promise<void> {
  const pid = Number(await readFile(pidFile(workspace), "utf8").catch(() => ""));
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isAlive(pid)) return;
  throw new CliError(
    `another quickstart (process ${pid}) works in ${workspace.relativePath(workspace.directory)}; wait ` +
      `for it or end it. If process ${pid} is something else, remove ` +
      workspace.relativePath(pidFile(workspace)),
  );
}

function pidFile(workspace: Workspace): string {
  return join(workspace.directory, "pid");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
