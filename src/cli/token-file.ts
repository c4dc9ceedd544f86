import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { usageError } from "./cli-error";

/**
 * Reads a bearer token from a file, or from standard input for `-`, without the white space around it. A
 * token is never an argument: every process of the machine can see those. Throws CliError.
 */
export async function readTokenFile(file: string): Promise<string> {
  return bearerToken(file === "-" ? await standardInput() : fileText(file), "--token-file");
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

async function standardInput(): Promise<string> {
  if (process.stdin.isTTY) throw usageError("--token-file - reads a pipe: write the token to the command");
  return text(process.stdin);
}

function fileText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw usageError(`--token-file cannot be read: ${(error as Error).message}`);
  }
}
