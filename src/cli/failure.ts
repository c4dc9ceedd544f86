import { CommanderError } from "commander";
import { ConnectionError } from "../client/errors/connection-error";
import { CliError } from "./cli-error";
import { EXIT_FAILED, EXIT_UNREACHABLE, EXIT_USAGE } from "./exit-codes";

/** Codes of Node for a peer that cannot be reached. */
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
 * The message to print for anything thrown, and the exit code. An Error gives its message, never its stack;
 * set NF_DEBUG=1 to see where an unexpected one came from. The message is empty where commander has printed
 * it.
 */
export function describeFailure(
  error: unknown,
  environment: NodeJS.ProcessEnv = process.env,
): { readonly message: string; readonly exitCode: number } {
  // Help and version end with 0. Everything else that commander throws is a wrong command line.
  if (error instanceof CommanderError)
    return { message: "", exitCode: error.exitCode === 0 ? 0 : EXIT_USAGE };
  if (error instanceof CliError)
    return { message: `netfoundry-scim: ${error.message}\n`, exitCode: error.exitCode };
  const trace = error instanceof Error && environment.NF_DEBUG === "1" ? `\n${error.stack}` : "";
  const text = error instanceof Error ? error.message : String(error);
  return { message: `netfoundry-scim: ${text}${trace}\n`, exitCode: exitCodeOf(error) };
}

/** 69 when a server could not be reached, by the error or by one of its causes; else 1. */
export function exitCodeOf(error: unknown): number {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof ConnectionError || UNREACHABLE.has(String((at as NodeJS.ErrnoException).code)))
      return EXIT_UNREACHABLE;
  }
  return EXIT_FAILED;
}
