import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { packageRoot } from "../src/cli/package-root";
import { Administrator } from "./network/administrator";
import { each } from "./network/caller";
import { type ControllerKind, controllerKinds } from "./network/controllers";
import { type Extent, type FirstSync, firstSync, timed, WRITES_A_SECOND } from "./network/first-sync";
import { withGateway } from "./network/gateway";
import { markdown, type Row, target } from "./provider/row";
import { describeMachine } from "./scim/machine";
import { positive } from "./scim/options";

const PAGE = join(packageRoot().directory, "bench/network.md");
const TABLE = /(<!-- table -->\n)[\s\S]*?(\n<!-- end of table -->)/;
/** The goals: how many times as long as a script that only creates, and so on. */
const MOST = { people: 2, groups: 2, visibleSeconds: 1, memory: 1.25 };

interface Options extends Extent {
  readonly minutes: number;
  readonly save: boolean;
}

/** `npm run bench -- network` pushes a first synchronization through a gateway to a controller. */
export async function runNetworkBench(args: readonly string[]): Promise<void> {
  const options = new Command("bench network")
    .option("--people <number>", "how many people are pushed", positive, 5000)
    .option("--groups <number>", "how many groups they are members of", positive, 100)
    .option("--seconds <number>", "how long changes are observed", positive, 20)
    .option("--minutes <number>", "end after so long for each controller", positive, 5)
    .option("--save", "put the table into bench/network.md", false)
    .parse(args, { from: "user" })
    .opts<Options>();
  const parts = [await describeMachine()];
  const rows: Row[] = [];
  for (const kind of controllerKinds(process.env)) rows.push(...(await measured(kind, options)));
  parts.push(markdown(rows));
  const text = parts.join("\n\n");
  process.stdout.write(`${text}\n`);
  if (options.save) writeFileSync(PAGE, readFileSync(PAGE, "utf8").replace(TABLE, `$1${text}$2`));
}

/** Each part has an empty controller. */
async function measured({ name, start }: ControllerKind, options: Options): Promise<Row[]> {
  const signal = AbortSignal.timeout(options.minutes * 60_000);
  const on = async (work: (controller: Awaited<ReturnType<typeof start>>) => Promise<void>) => {
    const controller = await start();
    try {
      await work(controller);
    } finally {
      await controller.stop();
    }
  };
  let creating = 0;
  await on(async (controller) => {
    const administrator = await Administrator.of(controller, signal);
    creating = await timed(() => each(options.people, (number) => administrator.create(`bench${number}`)));
  });
  const syncs: FirstSync[] = [];
  await on(async (controller) => {
    const administrator = await Administrator.of(controller, signal);
    await withGateway(controller, signal, async (gateway) => {
      syncs.push(await firstSync(gateway, administrator, options));
    });
  });
  return syncs.flatMap((sync) => rowsOf(name, options, creating, sync));
}

function rowsOf(name: string, { people, groups, seconds }: Extent, creating: number, sync: FirstSync): Row[] {
  const p95 = sync.visible[Math.ceil(sync.visible.length * 0.95) - 1] ?? Number.NaN;
  const median = sync.visible[sync.visible.length >> 1] ?? Number.NaN;
  const rate = (time: number) => `${(people / time).toFixed(0)}/s`;
  const slower = sync.people / creating;
  const grouping = sync.groups / sync.people;
  const { half, end } = sync.memory;
  return [
    {
      what: `${name}: ${people} people`,
      ours: `${sync.people.toFixed(1)} s, ${rate(sync.people)}`,
      beside: `only creates: ${creating.toFixed(1)} s, ${rate(creating)}`,
      comparison: `${slower.toFixed(2)} x the time`,
      target: target(`at most ${MOST.people} x`, slower, MOST.people),
    },
    {
      what: `${name}: ${groups} groups of them`,
      ours: `${sync.groups.toFixed(1)} s`,
      beside: `the people: ${sync.people.toFixed(1)} s`,
      comparison: `${grouping.toFixed(2)} x`,
      target: target(`at most ${MOST.groups} x`, grouping, MOST.groups),
    },
    {
      what: `${name}: change until a read there shows it, ${WRITES_A_SECOND} a second for ${seconds} s, p95`,
      ours: `${p95.toFixed(2)} s`,
      beside: `median ${median.toFixed(2)} s`,
      comparison: "",
      target: target(`at most ${MOST.visibleSeconds} s`, p95, MOST.visibleSeconds),
    },
    {
      what: `${name}: memory of the gateway at the end`,
      ours: `${end.toFixed(0)} MB`,
      beside: `half of the people: ${half.toFixed(0)} MB`,
      comparison: `${(end / half).toFixed(2)} x`,
      target: target(`at most ${MOST.memory} x`, end / half, MOST.memory),
    },
  ];
}
