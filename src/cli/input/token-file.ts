import { CliError, usageError } from "../errors/cli-error";
import { readInput } from "./read-input";

/**
 * Reads a bearer token from a file, or from standard input for `-`, without the white space around it. A
 * token is never an argument: every process of the machine can see those. Throws CliError.
 */
export async function readTokenFile(file: string): Promise<string> {
  const content = await readInput(file, "standard input is a terminal; pipe the token in").catch(
    (failure: unknown) => {
      if (failure instanceof CliError) throw usageError(`--token-file ${file}: ${failure.message}`);
      throw failure;
    },
  );
  return bearerToken(content, "--token-file");
}

/**
 * The token without the white space around it. Throws CliError when there is none, or when it cannot be one.
 * @param source where the text comes from, for the message.
 */
export function bearerToken(content: string, source: string): string {
  const token = content.trim();
  if (token === "") throw usageError(`${source} holds no token`);
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw usageError("the token has characters that a bearer token cannot have, such as a line break inside");
}
