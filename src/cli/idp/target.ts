import { usageError } from "../errors/cli-error";
import { scimUrl } from "../input/scim-url";
import { bearerToken, readTokenFile } from "../input/token-file";

/** The options of `netfoundry-scim idp <provider>`. */
export interface IdpOptions {
  readonly url?: string;
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
export async function targetOf(options: IdpOptions, environment: NodeJS.ProcessEnv): Promise<Target> {
  return { url: urlOf(options.url), token: await tokenOf(options, environment) };
}

function urlOf(given: string | undefined): string {
  if (given === undefined) throw usageError("--url is missing: give the base URL of the SCIM server");
  return scimUrl(given, "SCIM_TOKEN or --token-file");
}

async function tokenOf({ tokenFile }: IdpOptions, environment: NodeJS.ProcessEnv): Promise<string> {
  if (tokenFile !== undefined) return readTokenFile(tokenFile);
  const given = environment.SCIM_TOKEN ?? "";
  if (given.trim() === "") throw usageError("there is no token: set SCIM_TOKEN, or give --token-file");
  return bearerToken(given, "SCIM_TOKEN");
}
