import { ChildProcesses } from "../child-processes";
import { CliError } from "../cli-error";
import { standardOutput, type Terminal } from "../output/terminal";
import { packageRoot } from "../package-root";
import { findTerraform } from "../terraform/terraform";
import { CommandFailed } from "./command";
import { interruption } from "./interruption";
import { runSteps } from "./run-steps";
import { leaveWorkspace, takeWorkspace, type Workspace, workspaceIn } from "./workspace";

/** How long terraform may take to stop in good order after Ctrl-C. */
const GRACE_MS = 10_000;

/**
 * `npm start`: the whole loop on this machine, from TypeScript to identities, in a directory of its own that
 * every run empties first. Leaves no process behind, however it ends. Throws CliError: a step that failed, or
 * an interruption.
 */
export async function quickstart(terminal: Terminal = standardOutput()): Promise<void> {
  const terraform = findTerraform();
  const workspace = workspaceIn(process.cwd());
  const interrupted = interruption();
  const former = await takeWorkspace(workspace);
  terminal.write(opening(workspace, former));
  const children = new ChildProcesses();
  try {
    const steps = runSteps({ terminal, children, workspace, terraform, root: packageRoot() });
    await Promise.race([steps, interrupted]);
  } catch (error) {
    throw error instanceof CliError && error.exitCode !== 1 ? error : explained(error, workspace);
  } finally {
    await children.endAll(GRACE_MS);
    await leaveWorkspace(workspace);
  }
}

function opening(workspace: Workspace, former: boolean): string {
  const where = workspace.shown(workspace.directory);
  return former
    ? `Starting clean: removed what the last run left in ${where}\n\n`
    : `Working in ${where}\n\n`;
}

/** What failed, the end of its output and where all of it is. */
function explained(error: unknown, workspace: Workspace): CliError {
  const message = error instanceof Error ? error.message : String(error);
  const tail =
    error instanceof CommandFailed && error.tail.length > 0
      ? `\n\nIts last lines:\n${error.tail.map((line) => `  ${line}`).join("\n")}`
      : "";
  const log = error instanceof CommandFailed ? error.logFile : workspace.logs;
  return new CliError(`the quickstart failed: ${message}${tail}\n\nLogs: ${workspace.shown(log)}`);
}
