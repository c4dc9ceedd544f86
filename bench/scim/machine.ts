import { cpus } from "node:os";
import { setTimeout } from "node:timers/promises";

/** How long to observe the machine, in milliseconds. */
const WATCHED = 1000;

/** The machine in a line, with the load of other processes. Figures of a busy machine say little. */
export async function describeMachine(): Promise<string> {
  const before = processorTimes();
  await setTimeout(WATCHED);
  const after = processorTimes();
  const share = (after.busy - before.busy) / (after.all - before.all);
  const [first] = cpus();
  const kind = `Node ${process.version}, ${cpus().length} cores (${first?.model.trim()})`;
  return `${kind}; in the second before, other processes used ${Math.round(share * 100)} % of them.`;
}

function processorTimes(): { readonly busy: number; readonly all: number } {
  const all = cpus().flatMap(({ times }) => Object.values(times));
  const idle = cpus().map(({ times }) => times.idle);
  const sum = (times: readonly number[]) => times.reduce((total, time) => total + time, 0);
  return { busy: sum(all) - sum(idle), all: sum(all) };
}
