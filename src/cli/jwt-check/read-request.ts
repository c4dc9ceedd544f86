import { type JwtCheckRequest, jwtCheckRequest } from "../../contract/gateway/jwt-check";
import { parse } from "../../contract/parse";
import { CliError, usageError } from "../errors/cli-error";
import { readInput } from "../input/read-input";

/** Where the sign-in to check is. Of each file, `-` is standard input. */
export interface GivenFiles {
  /** The files of the tokens, the first factor in front. */
  readonly tokenFile?: readonly string[];
  /** The file of the claims, in place of tokens. */
  readonly claimsFile?: string;
}

/** Reads the tokens or the claims. Throws a CliError that shows no part of them. */
export async function readRequest({ tokenFile = [], claimsFile }: GivenFiles): Promise<JwtCheckRequest> {
  if (tokenFile.length > 0 === (claimsFile !== undefined))
    throw usageError("give either --token-file, once for each token, or --claims-file");
  if (tokenFile.filter((file) => file === "-").length > 1)
    throw usageError("--token-file: standard input holds one token; give the others as files");
  const body = claimsFile === undefined ? await tokensOf(tokenFile) : await claimsOf(claimsFile);
  const request = parse(jwtCheckRequest, body);
  if (request.ok) return request.value;
  const [option, issues] = [claimsFile === undefined ? "--token-file" : "--claims-file", request.issues];
  throw usageError(`${option}: ${issues.map(({ field, reason }) => `${field} ${reason}`).join("; ")}`);
}

async function tokensOf(files: readonly string[]): Promise<JwtCheckRequest> {
  const tokens: string[] = [];
  for (const file of files) {
    const token = (await read("--token-file", file)).trim();
    if (token === "") throw usageError(`--token-file ${file} holds no token`);
    tokens.push(token);
  }
  return { tokens };
}

async function claimsOf(file: string): Promise<JwtCheckRequest> {
  const text = await read("--claims-file", file);
  const claims = jsonObject(text);
  if (claims !== null) return { claims };
  const isToken = /^\s*["']?(?:Bearer\s+)?[\w-]+\.[\w-]+\.[\w-]*["']?\s*$/i.test(text);
  const remedy = isToken ? "it holds a token, so give it as --token-file" : "it must hold a JSON object";
  throw usageError(`--claims-file ${file}: ${remedy}`);
}

function jsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    // The message of JSON.parse would show a part of the text.
    return null;
  }
}

async function read(option: string, file: string): Promise<string> {
  return readInput(file, "standard input is a terminal; pipe the text in").catch((failure: unknown) => {
    if (failure instanceof CliError) throw usageError(`${option} ${file}: ${failure.message}`);
    throw failure;
  });
}
