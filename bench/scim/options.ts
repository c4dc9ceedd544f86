import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { serverOf } from "./bench-server";
import { operationKeys } from "./operations";

const ENGINES = ["sqlite", "postgres"] as const;

/** The database engines of the server. */
export type Engine = (typeof ENGINES)[number];

/** What to measure, and how. */
export interface ScimBenchOptions {
  /** The numbers of users, in ascending order. */
  readonly users: readonly number[];
  readonly database: readonly Engine[];
  /** The numbers of members in groups. */
  readonly groups: readonly number[];
  /** The names of operations. Empty for all. */
  readonly only: readonly string[];
  readonly connections: readonly number[];
  /** How long to measure each row. */
  readonly seconds: number;
  /** When the program ends, whatever is left. */
  readonly minutes: number;
  readonly save: boolean;
  /** The folder of a built older commit. Its server is measured beside ours. Undefined for none. */
  readonly old?: string;
  /**
   * Another running SCIM server that is measured in the same run. Undefined to use the figures of earlier
   * runs.
   */
  readonly peer?: PeerAddress;
}

/** The address of another SCIM server, and its token. */
export interface PeerAddress {
  /** Its base URL, without a slash at the end. */
  readonly url: string;
  readonly token: string;
}

/** The variable with the bearer token of the peer. */
const PEER_TOKEN = "BENCH_PEER_TOKEN";

/** Reads the options. For wrong ones, commander prints an error and ends the process. */
export function scimBenchOptions(args: readonly string[]): ScimBenchOptions {
  const keys = operationKeys();
  return new Command("bench scim")
    .option("--users <numbers>", "how many users the server holds", wholeNumbers, [2000, 50_000])
    .option("--database <engines>", `of ${ENGINES.join(", ")}`, (text) => names(text, ENGINES), [...ENGINES])
    .option("--groups <numbers>", "members of the groups", wholeNumbers, [10, 1000, 10_000])
    .option("--only <operations>", `measure only these: ${keys.join(", ")}`, (text) => names(text, keys), [])
    .option("--connections <numbers>", "how many requests are under way at a time", wholeNumbers, [1, 8])
    .option("--seconds <number>", "how long each row is measured", positive, 1)
    .option("--minutes <number>", "end after so long, whatever is left", positive, 9.5)
    .option(
      "--peer <url>",
      `another SCIM server to be measured beside; its token is in ${PEER_TOKEN}`,
      peerAt,
    )
    .option("--old <folder>", "a built checkout of an older commit, to be measured beside", oldCheckout)
    .option("--save", "put the table into bench/scim.md", false)
    .parse(args, { from: "user" })
    .opts<ScimBenchOptions>();
}

/** Whole numbers from 1, separated by commas, in ascending order. @throws InvalidArgumentError */
export function wholeNumbers(text: string): number[] {
  const numbers = text.split(",").map(positive);
  if (!numbers.every(Number.isInteger))
    throw new InvalidArgumentError("give whole numbers, as in 2000,50000");
  return numbers.sort((one, other) => one - other);
}

/** @throws InvalidArgumentError */
export function positive(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number <= 0) {
    throw new InvalidArgumentError(`"${text}" is not a number above 0`);
  }
  return number;
}

/** The peer at an address, with the token of the environment. @throws InvalidArgumentError */
export function peerAt(text: string): PeerAddress {
  if (!/^http:\/\//.test(text) || !URL.canParse(text)) {
    throw new InvalidArgumentError(
      "give the base URL of its SCIM resources, as in http://127.0.0.1:8880/scim/v2",
    );
  }
  const token = process.env[PEER_TOKEN];
  if (token) return { url: text.replace(/\/+$/, ""), token };
  throw new InvalidArgumentError(`put its bearer token into the environment variable ${PEER_TOKEN}`);
}

/** The folder of a checkout that is built. @throws InvalidArgumentError */
export function oldCheckout(text: string): string {
  const folder = resolve(text);
  if (existsSync(serverOf(folder))) return folder;
  throw new InvalidArgumentError(
    `${serverOf(folder)} is not there; run npm ci and npm run build in ${folder}`,
  );
}

/** Some of the allowed names, separated by commas. @throws InvalidArgumentError that lists them */
export function names<Name extends string>(text: string, allowed: readonly Name[]): Name[] {
  return text.split(",").map((name) => {
    const found = allowed.find((one) => one === name);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`there is no "${name}"; there are: ${allowed.join(", ")}`);
  });
}
