import { Command, InvalidArgumentError } from "commander";
import { addIdp } from "./idp/command";
import { packageRoot } from "./package-root";
import type { InstallOptions } from "./provider-install";

/** Port of `serve` when none is given. */
export const DEFAULT_PORT = 8080;
/** Identity providers send up to 25 a second; this lets a first synchronization through as well. */
const DEFAULT_SCIM_RATE_LIMIT = 1000;
/** Database of `serve` when none is given, under the current directory. */
export const DEFAULT_DATABASE = ".netfoundry/server.sqlite";
/** Mirror of `provider install` when none is given, under the current directory. */
export const DEFAULT_MIRROR = ".netfoundry/mirror";

/**
 * The command line. A command's own code is loaded when the command runs, so that `--version` stays quick.
 */
export function createProgram(): Command {
  const program = new Command("netfoundry-scim")
    .description("SCIM integrations for NetFoundry, as code: provider, constructs and a reference server.")
    .version(packageRoot().version)
    .showSuggestionAfterError()
    .showHelpAfterError("Run `netfoundry-scim --help` to see the commands and options.");
  addServe(program);
  addProvider(program);
  addQuickstart(program);
  addIdp(program);
  return program;
}

interface ServeOptions {
  readonly port: number;
  readonly database: string;
  readonly maxTokenOverlap: number;
  readonly scimRateLimit: number;
  readonly networkName?: string;
}

function addServe(program: Command): void {
  program
    .command("serve")
    .description("run the reference server: management API, edge API and SCIM, on 127.0.0.1")
    .option("--port <number>", "port to listen on; 0 takes a free one", parsePort, DEFAULT_PORT)
    .option(
      "--database <file or URL>",
      "SQLite file, made when it is not there, or postgres://user:password@host/database",
      DEFAULT_DATABASE,
    )
    .option("--max-token-overlap <seconds>", "how long a replaced token may stay valid", parseSeconds, 0)
    .option(
      "--scim-rate-limit <number>",
      "SCIM requests a second that one token may make of this copy of the server; 0: any number",
      parseCount,
      DEFAULT_SCIM_RATE_LIMIT,
    )
    .option("--network-name <name>", "name of the network; an existing one is renamed", parseName)
    .addHelpText(
      "after",
      "\nThe API credential is read from NF_CLIENT_ID and NF_CLIENT_SECRET. Without them, one is made the first time" +
        "\nand printed once. When ready, one line of JSON goes to standard output; everything else to standard error.",
    )
    .action(async (options: ServeOptions) => {
      const { serve } = require("./serve") as typeof import("./serve");
      await serve({ ...options, maxTokenOverlapSeconds: options.maxTokenOverlap });
    });
}

function addProvider(program: Command): void {
  const provider = program
    .command("provider")
    .description("the Terraform provider that comes with this package");
  provider
    .command("install")
    .description("put the provider into a filesystem mirror and print the CLI configuration to use")
    .option("--dir <directory>", "the mirror", DEFAULT_MIRROR)
    .option("--json", "print one JSON document: version, mirror, CLI configuration, folders")
    .action(async (options: InstallOptions) => {
      const { providerInstall } = require("./provider-install") as typeof import("./provider-install");
      await providerInstall(options);
    });
  provider
    .command("debug")
    .description("serve the provider in this process, for a debugger, and print TF_REATTACH_PROVIDERS")
    .action(async () => {
      const { providerDebug } = require("./provider-debug") as typeof import("./provider-debug");
      await providerDebug();
    });
}

function addQuickstart(program: Command): void {
  program
    .command("quickstart")
    .description("run the whole loop on this machine: server, plan, apply, a push from a simulated Okta")
    .action(async () => {
      const { quickstart } = require("./quickstart/quickstart") as typeof import("./quickstart/quickstart");
      await quickstart();
    });
}

function parsePort(text: string): number {
  const port = wholeNumber(text);
  if (port === null || port > 65_535)
    throw new InvalidArgumentError("Give a port from 0 to 65535; 0 takes a free one.");
  return port;
}

function parseName(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("Give a name, or leave the option out.");
  return text;
}

function parseSeconds(text: string): number {
  const seconds = wholeNumber(text);
  if (seconds === null) throw new InvalidArgumentError("Give a whole number of seconds, 0 or more.");
  return seconds;
}

function parseCount(text: string): number {
  const count = wholeNumber(text);
  if (count === null) throw new InvalidArgumentError("Give a whole number, 0 or more.");
  return count;
}

function wholeNumber(text: string): number | null {
  const value = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(value) ? value : null;
}
