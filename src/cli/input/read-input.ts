import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { CliError, usageError } from "../errors/cli-error";

/**
 * The text of a file, or of standard input for `-`. PowerShell writes UTF-16 with a byte order mark when it
 * redirects an output, so that is read too. Throws CliError.
 * @param whatToGive for a terminal, which has nothing to read.
 */
export async function readInput(path: string, whatToGive: string): Promise<string> {
  if (path !== "-") return decoded(readFile(path));
  if (process.stdin.isTTY) throw usageError(whatToGive);
  return withoutMark(await text(process.stdin));
}

function readFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    throw new CliError(`The file ${path} cannot be read: ${reason}.`);
  }
}

function decoded(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return withoutMark(bytes.toString(isUtf16 ? "utf16le" : "utf8"));
}

function withoutMark(content: string): string {
  return content.startsWith("\ufeff") ? content.slice(1) : content;
}
