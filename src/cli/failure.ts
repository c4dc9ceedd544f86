import { CliError } from "./cli-error";

/**
 * What to print for anything thrown, and the exit code. An Error is its message, never its stack; set
 * NF_DEBUG=1 to see where an unexpected one came from.
 */
export function describeFailure(
  error: unknown,
  environment: NodeJS.ProcessEnv = process.env,
): { readonly message: string; readonly exitCode: number } {
  if (error instanceof CliError)
    return { message: `netfoundry-scim: ${error.message}`, exitCode: error.exitCode };
  const trace = error instanceof Error && environment.NF_DEBUG === "1" ? `\n${error.stack}` : "";
  return {
    message: `netfoundry-scim: ${error instanceof Error ? error.message : String(error)}${trace}`,
    exitCode: 1,
  };
}
