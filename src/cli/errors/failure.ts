import { CommanderError } from "commander";
import { ConnectionError } from "../../client/errors/connection-error";
import { CliError } from "./cli-error";
import { EXIT_FAILED, EXIT_UNREACHABLE, EXIT_USAGE } from "./exit-codes";
import { withoutPasswords } from "./without-passwords";

/** Node's error codes for a server that cannot be reached. */
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
]);

/**
 * The message to print for anything thrown, and the exit code. An Error gives its message without the stack;
 * NF_DEBUG=1 adds the stack. The message is empty when commander has printed it already.
 */
export function describeFailure(
  error: unknown,
  environment: NodeJS.ProcessEnv = process.env,
): { readonly message: string; readonly exitCode: number } {
  // Help and version end with 0. Every other error of commander is a wrong command line.
  if (error instanceof CommanderError)
    return { message: "", exitCode: error.exitCode === 0 ? 0 : EXIT_USAGE };
  if (error instanceof CliError) return { message: messageOf(error.message), exitCode: error.exitCode };
  const trace = error instanceof Error && environment.NF_DEBUG === "1" ? `\n${error.stack}` : "";
  const text = error instanceof Error ? error.message : String(error);
  return { message: messageOf(`${text}${trace}`), exitCode: exitCodeOf(error) };
}

function messageOf(text: string): string {
  return `netfoundry-scim: ${withoutPasswords(text)}\n`;
}

/** 69 when the error, or one of its causes, says that a server could not be reached; otherwise 1. */
export function exitCodeOf(error: unknown): number {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof ConnectionError || UNREACHABLE.has(String((at as NodeJS.ErrnoException).code)))
      return EXIT_UNREACHABLE;
  }
  return EXIT_FAILED;
}
