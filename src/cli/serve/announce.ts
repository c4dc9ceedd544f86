import type { RunningServer } from "../../server/serve";
import { type MadeCredential, writeCredentials } from "./credentials-file";

/** Standard error. */
interface Output {
  /** Whether a person reads it. Otherwise it holds JSON lines, for the log goes there too. */
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What an operator wants to know of a server that is ready. */
export interface ReadyServer
  extends Pick<RunningServer, "url" | "listensOn" | "console" | "networkId" | "servesMetrics"> {
  /** Without a password. */
  readonly database: string;
  /** The controller that has the network. Null: the database has it. */
  readonly controllerUrl: string | null;
  readonly trustedProxies: readonly string[];
  /** SCIM requests a second for each token; 0: no limit. */
  readonly scimRateLimit: number;
  /** In days; 0: for ever. */
  readonly auditRetention: number;
}

/** Says where the server is and how it is set. Programs read the line on standard output instead. */
export function announceServer(output: Output, ready: ReadyServer): void {
  output.write(output.isTTY ? readableLines(ready) : jsonLine("the server is ready", ready));
}

/**
 * Shows the new credential on a terminal. Elsewhere it goes to a file and the output names the file, because
 * a log is no place for a secret. This is the only time: the server stores the secret as a hash. Throws
 * CliError when the file cannot be written.
 */
export function announceCredential(
  output: Output,
  credential: MadeCredential,
  { url, file }: { readonly url: string; readonly file: string },
): void {
  const what = "The database had no API credential, so one was made";
  if (output.isTTY) {
    const { clientId, clientSecret } = credential;
    const lines = `  NF_CLIENT_ID=${clientId}\n  NF_CLIENT_SECRET=${clientSecret}\n`;
    output.write(`${what}. It is shown this once:\n${lines}`);
    return;
  }
  writeCredentials(file, credential, url);
  output.write(jsonLine(`${what}. It is in a file`, { credentials: file }));
}

function readableLines(ready: ReadyServer): string {
  const { url, listensOn, database, controllerUrl, trustedProxies, scimRateLimit, auditRetention } = ready;
  const limit = scimRateLimit === 0 ? "any number of" : `at most ${scimRateLimit}`;
  const callers =
    trustedProxies.length === 0 ? "of the connection" : `as ${trustedProxies.join(", ")} forwards it`;
  const lines = [
    ["console", ready.console],
    ["integration URLs", `${url}/scim/v2/<integration id>`],
    ["management API", `${url}/scim/v1, ${url}/core/v3, ${url}/edge/management/v1`],
    [
      "metrics",
      ready.servesMetrics ? `${url}/metrics` : "closed, because others can call; --metrics opens them",
    ],
    ["health", `${url}/healthz, ${url}/readyz`],
    ["listens on", listensOn],
    ["caller's address", callers],
    ["data", database],
    ["network", controllerUrl === null ? "embedded in the database" : `at the controller ${controllerUrl}`],
    ["SCIM requests", `${limit} a second for each token`],
    ["audit log", auditRetention === 0 ? "kept for ever" : `kept for ${auditRetention} days`],
    ["log", "one line for each request on standard error, secrets masked"],
  ] as const;
  return lines.map(([what, where]) => `${what.padEnd(18)}${where}\n`).join("");
}

/** A line in the form of the log. */
function jsonLine(msg: string, facts: object): string {
  return `${JSON.stringify({ level: 30, time: Date.now(), ...facts, msg })}\n`;
}
