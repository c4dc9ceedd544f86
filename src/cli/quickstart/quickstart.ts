import { ChildProcesses } from "../child-processes";
import { CliError } from "../errors/cli-error";
import { untilInterrupted } from "../interruption";
import { standardOutput, type Terminal } from "../output/terminal";
import { packageRoot } from "../package-root";
import { findTerraform } from "../terraform/terraform";
import { CommandFailed } from "./run-command";
import { runSteps } from "./run-steps";
import { leaveWorkspace, takeWorkspace, type Workspace, workspaceIn } from "./workspace";

/** How long terraform may take to stop after Ctrl-C. */
const GRACE_MS = 10_000;

/**
 * `npm start`: runs the whole loop on this machine, from TypeScript to identities, in a directory that every
 * run empties first. Leaves no process behind, however it ends. Throws CliError for a failed step or an
 * interruption.
 */
export async function quickstart(terminal: Terminal = standardOutput()): Promise<void> {
  const terraform = findTerraform();
  const workspace = workspaceIn(process.cwd());
  const interruption = untilInterrupted("everything that it started has ended");
  const former = await takeWorkspace(workspace);
  terminal.write(opening(workspace, former));
  const children = new ChildProcesses();
  try {
    const steps = runSteps({ terminal, children, workspace, terraform, root: packageRoot() });
    await Promise.race([steps, interruption.occurred]);
  } catch (error) {
    throw error instanceof CliError && error.exitCode !== 1 ? error : failureReport(error, workspace);
  } finally {
    await children.endAll(GRACE_MS);
    await leaveWorkspace(workspace);
    interruption.stopListening();
  }
}

function opening(workspace: Workspace, former: boolean): string {
  const where = workspace.relativePath(workspace.directory);
  return former
    ? `Starting clean: removed what the last run left in ${where}\n\n`
    : `Working in ${where}\n\n`;
}

/** The error with the failure, the end of the output, and the path of the log. */
function failureReport(error: unknown, workspace: Workspace): CliError {
  const message = error instanceof Error ? error.message : String(error);
  const tail =
    error instanceof CommandFailed && error.tail.length > 0
      ? `\n\nIts last lines:\n${error.tail.map((line) => `  ${line}`).join("\n")}`
      : "";
  const log = error instanceof CommandFailed ? error.logFile : workspace.logs;
  return new CliError(`the quickstart failed: ${message}${tail}\n\nLogs: ${workspace.relativePath(log)}`);
}
