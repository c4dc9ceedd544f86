import { readFileSync } from "node:fs";
import { parseUrl } from "../../contract/parse-url";
import { usageError } from "../cli-error";

/** The options of `netfoundry-scim idp <provider>`. */
export interface IdpOptions {
  readonly url?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly scenario?: readonly string[];
  readonly variant?: string;
  readonly list?: boolean;
  readonly json?: boolean;
  readonly seed?: string;
}

/** The server that the scenarios run against. */
export interface Target {
  readonly url: string;
  readonly token: string;
}

/** Reads the server and its token from the options and the environment. Throws CliError. */
export function targetOf(options: IdpOptions, environment: NodeJS.ProcessEnv): Target {
  return { url: urlOf(options.url), token: tokenOf(options, environment) };
}

function urlOf(given: string | undefined): string {
  if (given === undefined) throw usageError("--url is missing: give the base URL of the SCIM server");
  const url = parseUrl(given);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hash !== "")
    throw usageError("--url must be an address as in https://example.com/scim/v2");
  if (url.username !== "" || url.password !== "")
    throw usageError("--url must carry no credential; the token goes into SCIM_TOKEN or --token-file");
  return given;
}

function tokenOf({ token, tokenFile }: IdpOptions, environment: NodeJS.ProcessEnv): string {
  if (token !== undefined && tokenFile !== undefined)
    throw usageError("--token and --token-file are both given; give one");
  const found = token ?? (tokenFile === undefined ? environment.SCIM_TOKEN : fileText(tokenFile));
  const trimmed = found?.trim() ?? "";
  if (trimmed === "") throw usageError("there is no token: set SCIM_TOKEN, or give --token-file or --token");
  if (!/^[\x21-\x7e]+$/.test(trimmed))
    throw usageError("the token has characters that a bearer token cannot have, such as a line break inside");
  return trimmed;
}

function fileText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw usageError(`--token-file cannot be read: ${(error as Error).message}`);
  }
}
