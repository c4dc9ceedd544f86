import { Command } from "commander";
import { type BenchTarget, withServer } from "./scim/bench-process";
import { type BenchAnswer, BenchConnection, type BenchRequest } from "./scim/connection";
import { benchUser, type Operation, operations, type Stock } from "./scim/operations";

interface Options {
  readonly database?: string;
  readonly users: string;
  readonly groups: string;
  readonly seconds: string;
  readonly connections: string;
}

/** How many requests fill the server at a time. */
const FILLERS = 16;

/**
 * `npm run bench -- scim`: starts the server as a user would, fills it, and prints for each operation the requests a second,
 * latencies and the server's processor time. `--users 500 --seconds 0.5` takes half a minute.
 */
export async function runScimBench(args: readonly string[]): Promise<void> {
  const { database, ...options } = new Command("bench scim")
    .option("--database <url>", "an empty PostgreSQL database; a new SQLite file without it")
    .option("--users <number>", "how many users the server holds", "2000")
    .option("--groups <numbers>", "sizes of the groups, separated by commas", "10,1000")
    .option("--seconds <number>", "how long each operation is measured", "2")
    .option("--connections <numbers>", "how many requests are under way at a time", "1,8")
    .parse([...args], { from: "user" })
    .opts<Options>();
  const [sizes, parallel] = [options.groups, options.connections].map((list) => list.split(",").map(Number));
  await withServer(database ?? null, async (target) => {
    const stock = await filled(target, Number(options.users), sizes ?? []);
    print([
      "operation",
      "at a time",
      "requests/s",
      "p50 ms",
      "p99 ms",
      "CPU µs",
      "peer",
      "over it",
      "other answers",
    ]);
    print(Array.from({ length: 9 }, () => "---"));
    for (const operation of operations(sizes ?? [])) {
      for (const count of parallel ?? []) {
        print(await measured(target, stock, operation, { count, seconds: Number(options.seconds) }));
      }
    }
    process.stdout.write(`\nmemory with ${options.users} users: ${target.megabytes()} MB\n`);
  });
}

function print(cells: readonly (string | number)[]): void {
  process.stdout.write(`| ${cells.join(" | ")} |\n`);
}

async function filled(
  { url, token, base }: BenchTarget,
  count: number,
  sizes: readonly number[],
): Promise<Stock> {
  const users: string[] = [];
  const groups = new Map<number, string>();
  let made = 0;
  await together(url, token, FILLERS, async (send) => {
    while (made < count) users.push(idOf(await send(["POST", `${base}/Users`, benchUser(made++)])));
  });
  await together(url, token, 1, async (send) => {
    for (const size of sizes) {
      const members = users.slice(0, size).map((value) => ({ value }));
      groups.set(
        size,
        idOf(
          await send([
            "POST",
            `${base}/Groups?excludedAttributes=members`,
            { displayName: `Group of ${size}`, members },
          ]),
        ),
      );
    }
  });
  let number = count;
  return { base, users, groups, next: () => ++number };
}

async function measured(
  target: BenchTarget,
  stock: Stock,
  { name, peer, request }: Operation,
  { count, seconds }: { readonly count: number; readonly seconds: number },
): Promise<(string | number)[]> {
  const times: number[] = [];
  let others = 0;
  const cpu = target.cpuSeconds();
  const start = performance.now();
  const end = start + seconds * 1000;
  await together(target.url, target.token, count, async (send) => {
    while (performance.now() < end) {
      const sent = performance.now();
      const { status } = await send(request(stock));
      times.push(performance.now() - sent);
      if (status >= 300) others++;
    }
  });
  const rate = times.length / ((performance.now() - start) / 1000);
  const used = ((target.cpuSeconds() - cpu) / times.length) * 1e6;
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  const beside = peer === null ? ["", ""] : [peer, (rate / peer).toFixed(1)];
  return [name, count, Math.round(rate), at(0.5), at(0.99), Math.round(used), ...beside, others];
}

type Send = (request: BenchRequest) => Promise<BenchAnswer>;

async function together(
  url: string,
  token: string,
  count: number,
  work: (send: Send) => Promise<void>,
): Promise<void> {
  const one = async () => {
    const connection = await BenchConnection.open(url, token);
    try {
      await work((request) => connection.send(request));
    } finally {
      connection.close();
    }
  };
  await Promise.all(Array.from({ length: count }, one));
}

function idOf({ status, body }: BenchAnswer): string {
  if (status !== 201) throw new Error(`filling the server was answered ${status}: ${body}`);
  return (JSON.parse(body) as { id: string }).id;
}
