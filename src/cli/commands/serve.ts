import type { Command } from "commander";
import { helpFooter } from "../help-footer";
import type { ServeSettings } from "../serve/serve";
import {
  parseController,
  parseCount,
  parseDays,
  parseName,
  parseOrigin,
  parsePort,
  parseProxy,
  parseSeconds,
} from "./option-values";

/** The default port of `serve`. */
const DEFAULT_PORT = 8080;
/** Identity providers send up to 25 requests a second. This limit also allows a first synchronization. */
const DEFAULT_SCIM_RATE_LIMIT = 1000;
/** The default database of `serve`, below the current directory. */
const DEFAULT_DATABASE = ".netfoundry/server.sqlite";
/** How long `serve` keeps the entries of its audit log, in days. */
const DEFAULT_AUDIT_RETENTION = 365;

/** Adds `netfoundry-scim serve`. */
export function addServe(program: Command): void {
  program
    .command("serve")
    .description("run the reference server: management API, edge API and SCIM")
    .option(
      "--host <address>",
      "address to listen on; beyond this machine only with --public-url",
      "127.0.0.1",
    )
    .option("--port <number>", "port to listen on; 0 takes a free one", parsePort, DEFAULT_PORT)
    .option(
      "--database <file or URL>",
      "SQLite file, created when missing, or postgres://user:password@host/database",
      DEFAULT_DATABASE,
    )
    .option("--public-url <url>", "address that clients use, behind a proxy: https://host", parseOrigin)
    .option(
      "--trusted-proxy <address>",
      "IP address or range of a proxy whose X-Forwarded-For counts; may be repeated",
      parseProxy,
    )
    .option("--controller <url>", "OpenZiti controller whose identities to provision", parseController)
    .option(
      "--network-account <file>",
      "credentials.json of an API account: provision its NetFoundry network",
    )
    .option("--controller-ca <file>", "PEM certificates that the controller's certificate may come from")
    .option("--controller-cert <file>", "client certificate in PEM, to sign in without a password")
    .option("--controller-key <file>", "key of that certificate in PEM")
    .option(
      "--delivery-wait <seconds>",
      "how long a SCIM write waits for the controller before it is answered as pending (default: 5)",
      parseSeconds,
    )
    .option("--metrics", "answer /metrics even behind a proxy; it needs no credential")
    .option("--allow-private-jwks", "fetch signers' keys from private addresses even behind a proxy")
    .option("--max-token-overlap <seconds>", "how long a replaced token may stay valid", parseSeconds, 0)
    .option(
      "--scim-rate-limit <number>",
      "SCIM requests a second for each token and server process; 0: no limit",
      parseCount,
      DEFAULT_SCIM_RATE_LIMIT,
    )
    .option(
      "--audit-retention <days>",
      "days that the audit log keeps an entry; 0: for ever",
      parseDays,
      DEFAULT_AUDIT_RETENTION,
    )
    .option("--check-config", "check the settings, the database and the controller, and start nothing")
    .option("--network-name <name>", "name of the network; renames an existing one", parseName)
    .addHelpText(
      "after",
      helpFooter({
        notes: [
          "The server reads the API credential from NF_CLIENT_ID and NF_CLIENT_SECRET. Without them, " +
            "it makes a credential at its first start. A terminal shows it once. Without a terminal, it is " +
            "written to a file beside the database, which NETFOUNDRY_API_ACCOUNT can name.",
          "When the server is ready, it writes one line of JSON to standard output. Everything else " +
            "goes to standard error. Ctrl-C or SIGTERM closes the server: exit code 0.",
          "With --public-url or --trusted-proxy, others than this machine can call. So /metrics and " +
            "signers' keys at private addresses are closed, unless their options open them.",
          "With --controller, the server carries the identities to that controller, where auth policies " +
            "and JWT signers already are. ZITI_API_USERNAME and ZITI_API_PASSWORD hold the account of an " +
            "administrator there.",
          "With --network-account, an API account leads to the controller of its NetFoundry network. " +
            "NF_NETWORK_ID or NF_NETWORK_NAME chooses among several networks. NF_API_URL and " +
            "NF_ENVIRONMENT count as for the provider.",
          "PGPASSWORD holds the password of PostgreSQL, so that no list of processes shows it.",
        ],
        examples: [
          "netfoundry-scim serve",
          "netfoundry-scim serve --port 0 --database /var/lib/netfoundry/server.sqlite",
          "netfoundry-scim serve --database postgres://scim@db/scim",
          "netfoundry-scim serve --public-url https://scim.example.com",
          "netfoundry-scim serve --controller https://ctrl.example.com:1280 \\\n      --controller-ca ca.pem",
          "netfoundry-scim serve --network-account credentials.json",
        ],
        failed: "the server could not start",
        unreachable: "PostgreSQL, or the controller with --check-config, gave no answer",
      }),
    )
    .action(async (settings: ServeSettings) => {
      const { serve } = require("../serve/serve") as typeof import("../serve/serve");
      await serve(settings);
    });
}
