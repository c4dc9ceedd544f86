import type { Client } from "../../client/client";
import type { JwtCheck, JwtCheckRequest } from "../../contract/gateway/jwt-check";
import { type Environment, VARIABLES } from "../../settings/environment";
import { usageError } from "../errors/cli-error";
import { EXIT_ATTENTION, EXIT_BLOCKED } from "../errors/exit-codes";
import { environmentClient } from "../input/environment-client";
import { isUuid } from "../input/uuid";
import { showsUnicode } from "../output/shows-unicode";
import type { Terminal } from "../output/terminal";
import { ladder } from "./ladder";
import { type GivenFiles, readRequest } from "./read-request";

/** The options of `netfoundry-scim jwt-check`. */
export interface JwtCheckOptions extends GivenFiles {
  /** Id or name of the identity that should sign in. */
  readonly expect?: string;
  /** Id or name of the network. */
  readonly network?: string;
  readonly json?: boolean;
}

/**
 * Prints whether tokens or claims would sign somebody in, and why not. Nothing that it prints holds a token.
 * Returns the exit code. Throws CliError, and as the client does.
 */
export async function jwtCheckCommand(
  options: JwtCheckOptions,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<number> {
  const request = await readRequest(options);
  const { client, kind } = environmentClient("jwt-check", withNetwork(environment, options.network));
  try {
    if (kind === "controller")
      throw usageError(
        "The environment leads to a plain OpenZiti controller (ZITI_API_HOST), which has no sign-in check. " +
          "Unset ZITI_API_HOST to ask NetFoundry.",
      );
    const answer = await ask(client, request, options.expect);
    terminal.write(
      options.json === true ? `${JSON.stringify(answer, null, 2)}\n` : picture(answer, terminal, environment),
    );
    return exitCodeOf(answer);
  } finally {
    client.close();
  }
}

function picture(answer: JwtCheck, terminal: Terminal, environment: NodeJS.ProcessEnv): string {
  const { status, error, authQueries } = answer.controllerAnswer;
  const asks = authQueries.length === 0 ? "" : `, and asks for ${authQueries.join(" and ")}`;
  const other = answer.identity !== null && answer.isExpectedIdentity === false;
  return [
    ladder(terminal, answer, showsUnicode(terminal, environment)),
    other ? "it is another identity than the expected one\n" : "",
    `a controller answers ${status}${error === null ? "" : ` with error=${error}`}${asks}\n`,
  ].join("");
}

function withNetwork(environment: NodeJS.ProcessEnv, network: string | undefined): Environment {
  if (network === undefined) return environment;
  const [id, name] = isUuid(network) ? [network, undefined] : [undefined, network];
  return { ...environment, [VARIABLES.network_id]: id, [VARIABLES.network_name]: name };
}

async function ask(client: Client, request: JwtCheckRequest, expect: string | undefined): Promise<JwtCheck> {
  const expected = expect === undefined ? {} : { expectedIdentityId: await identityId(client, expect) };
  return client.signInChecks.check({ ...request, ...expected });
}

async function identityId(client: Client, wanted: string): Promise<string> {
  for (const query of [{ id: wanted }, { name: wanted }]) {
    const [found] = await client.identities.list(query);
    if (found !== undefined) return found.id;
  }
  throw usageError(
    `--expect: no identity of the network has the id or the name "${wanted}"; upper and lower case count`,
  );
}

/** Another identity than the expected one counts as a refusal. */
function exitCodeOf({ verdict, isExpectedIdentity }: JwtCheck): number {
  if (verdict === "refused" || isExpectedIdentity === false) return EXIT_BLOCKED;
  return verdict === "partial" ? EXIT_ATTENTION : 0;
}
