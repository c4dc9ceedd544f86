import { type Measurement, Meter } from "./measurement";
import type { Operation } from "./operation";
import type { Stage } from "./stage";

/** Requests before the first measured one of an operation, so that the code it runs is compiled. */
export const WARM_UP = 1000;

/** Bound of what is not used up: by then the figures stand still. */
const MOST = 100_000;

/** Milliseconds that a measurement may take with making and taking back what it needs, over what is measured. */
const PATIENCE = 3;

/** Parts of the time that an operation is measured. */
const TURNS = 4;

/** How an operation is measured. */
export interface Pace {
  readonly connections: number;
  readonly seconds: number;
}

/** Sends requests that are not measured; on a slow server fewer than a thousand, as many as `seconds` allows. */
export async function warmUp(stage: Stage, operation: Operation, pace: Pace): Promise<void> {
  await round(new Meter(), stage, operation, pace, pace.seconds * 1000, WARM_UP);
}

/** A server, filled. */
interface Filled {
  readonly stage: Stage;
}

/**
 * Measures an operation on several servers, a part of the time on each in turns: a machine whose speed changes meanwhile
 * does so for all of them.
 */
export async function measureInTurns<Server extends Filled>(
  servers: readonly Server[],
  operation: Operation,
  pace: Pace,
): Promise<[Server, Measurement][]> {
  const measured = servers.map((server) => ({ server, meter: new Meter() }));
  for (let turn = 1; turn <= TURNS; turn++) {
    const until = (pace.seconds * 1000 * turn) / TURNS;
    for (const { server, meter } of measured) await measure(meter, server.stage, operation, pace, until);
  }
  return measured.map(({ server, meter }) => [server, meter.result()]);
}

/** What uses something up is measured in rounds, between which it is made again. */
async function measure(
  meter: Meter,
  stage: Stage,
  operation: Operation,
  pace: Pace,
  until: number,
): Promise<void> {
  const end = performance.now() + PATIENCE * (until - meter.milliseconds);
  do {
    await round(meter, stage, operation, pace, until - meter.milliseconds, MOST);
  } while (operation.round(stage) !== null && meter.milliseconds < until && performance.now() < end);
}

async function round(
  meter: Meter,
  stage: Stage,
  operation: Operation,
  { connections }: Pace,
  most: number,
  limit: number,
): Promise<void> {
  const { server, signal } = stage;
  const count = Math.min(operation.round(stage) ?? limit, limit);
  await operation.prepare?.(stage);
  const span = { url: server.url, pid: server.pid, connections, most, count, signal };
  const { sent, bodies } = await meter.round({ ...span, keepsBodies: operation.key === "create" }, (number) =>
    operation.request(stage, number),
  );
  await operation.restore?.(stage, sent, bodies);
}
