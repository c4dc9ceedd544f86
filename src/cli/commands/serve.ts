import type { Command } from "commander";
import { helpFooter } from "../help-footer";
import { parseCount, parseName, parsePort, parseSeconds } from "./option-values";

/** The default port of `serve`. */
const DEFAULT_PORT = 8080;
/** Identity providers send up to 25 requests a second. This limit also allows a first synchronization. */
const DEFAULT_SCIM_RATE_LIMIT = 1000;
/** The default database of `serve`, below the current directory. */
const DEFAULT_DATABASE = ".netfoundry/server.sqlite";

interface ServeOptions {
  readonly port: number;
  readonly database: string;
  readonly maxTokenOverlap: number;
  readonly scimRateLimit: number;
  readonly networkName?: string;
}

/** Adds `netfoundry-scim serve`. */
export function addServe(program: Command): void {
  program
    .command("serve")
    .description("run the reference server: management API, edge API and SCIM, on 127.0.0.1")
    .option("--port <number>", "port to listen on; 0 takes a free one", parsePort, DEFAULT_PORT)
    .option(
      "--database <file or URL>",
      "SQLite file, created when missing, or postgres://user:password@host/database",
      DEFAULT_DATABASE,
    )
    .option("--max-token-overlap <seconds>", "how long a replaced token may stay valid", parseSeconds, 0)
    .option(
      "--scim-rate-limit <number>",
      "SCIM requests a second for each token and server process; 0: no limit",
      parseCount,
      DEFAULT_SCIM_RATE_LIMIT,
    )
    .option("--network-name <name>", "name of the network; renames an existing one", parseName)
    .addHelpText(
      "after",
      helpFooter({
        notes: [
          "The server reads the API credential from NF_CLIENT_ID and NF_CLIENT_SECRET. Without them, " +
            "it makes a credential at its first start and prints it once.",
          "When the server is ready, it writes one line of JSON to standard output. Everything else " +
            "goes to standard error. Ctrl-C or SIGTERM closes the server: exit code 0.",
        ],
        examples: [
          "netfoundry-scim serve",
          "netfoundry-scim serve --port 0 --database /var/lib/netfoundry/server.sqlite",
          "netfoundry-scim serve --database postgres://scim:secret@db/scim",
        ],
        failed: "the server could not start",
        unreachable: "the PostgreSQL server could not be reached",
      }),
    )
    .action(async (options: ServeOptions) => {
      const { serve } = require("../serve/serve") as typeof import("../serve/serve");
      await serve({ ...options, maxTokenOverlapSeconds: options.maxTokenOverlap });
    });
}
