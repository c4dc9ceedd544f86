import { quotedName } from "../../as-code/model/visible";
import type { Client } from "../../client/client";
import { NotFoundError } from "../../client/errors/not-found-error";
import type { NetworkCheck } from "../../contract/gateway/network-check";
import type { Environment } from "../../settings/environment";
import { CliError, usageError } from "../errors/cli-error";
import { EXIT_ATTENTION, EXIT_BLOCKED } from "../errors/exit-codes";
import { environmentClient } from "../input/environment-client";
import type { Terminal } from "../output/terminal";

/** The options of `netfoundry-scim network check`. */
export interface CheckOptions {
  /** Make missing identities anew. */
  readonly repair?: boolean;
  /** Without asking. */
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** Asks a person a question that is answered by yes or no. */
export type Ask = (question: string) => Promise<boolean>;

/**
 * Prints how the controller of a gateway differs from what the gateway delivered. Returns the exit code.
 * Throws CliError, and as the client does.
 */
export async function checkNetwork(
  { repair = false, yes = false, json = false }: CheckOptions,
  environment: Environment,
  terminal: Terminal,
  ask: Ask | null,
): Promise<number> {
  if (repair && !yes && ask === null) throw usageError("--repair asks first; without a terminal, give --yes");
  const { client, kind } = environmentClient("network check", environment);
  try {
    if (kind === "controller") {
      throw usageError(
        "The environment leads to a plain OpenZiti controller (ZITI_API_HOST). Unset ZITI_API_HOST, and " +
          "name the gateway in NF_API_URL.",
      );
    }
    let found = await compared(client, false);
    if (repair && found.missing > 0 && (yes || (await ask?.(question(found))) === true)) {
      found = await compared(client, true);
    }
    terminal.write(json ? `${JSON.stringify(found, null, 2)}\n` : described(found));
    return exitCodeOf(found);
  } finally {
    client.close();
  }
}

async function compared(client: Client, repair: boolean): Promise<NetworkCheck> {
  try {
    return await client.networkChecks.check({ repair });
  } catch (failure) {
    if (!(failure instanceof NotFoundError)) throw failure;
    throw new CliError(
      "the server has no controller to compare with: its network is embedded, or it is no gateway of this " +
        "project",
    );
  }
}

function question({ missing, expected }: NetworkCheck): string {
  return `${missing} of ${expected} identities are gone from the controller. Make them anew?`;
}

function described(found: NetworkCheck): string {
  const { missing, changed, unowned, refused, expected, repaired, alarm } = found;
  const lines = found.differences.map(
    ({ kind, identityId, name }) => `${kind.padEnd(8)}  ${identityId ?? "-"}  ${quotedName(name)}`,
  );
  const total = missing + changed + unowned + refused;
  if (total === 0) lines.push(`nothing differs: the controller has ${expected} identities as they shall be`);
  else {
    if (total > lines.length) lines.push(`and ${total - lines.length} more`);
    lines.push(
      `of ${expected} identities, ${missing} are missing, ${changed} were changed, ${refused} are refused; ` +
        `${unowned} belong to no user`,
    );
  }
  if (repaired > 0) lines.push(`${repaired} are made anew`);
  else if (alarm) {
    lines.push(
      "so many are gone at once that nothing was concluded: a restored backup of the controller looks like " +
        "this; network check --repair makes them anew",
    );
  }
  return `${lines.join("\n")}\n`;
}

function exitCodeOf({ alarm, missing, changed, unowned, refused, repaired }: NetworkCheck): number {
  if (alarm && repaired === 0) return EXIT_BLOCKED;
  return missing - repaired + changed + unowned + refused > 0 ? EXIT_ATTENTION : 0;
}
