import { type Measurement, Meter } from "./measurement";
import type { Operation } from "./operation";
import type { Stage } from "./stage";

/** The number of requests before the first measured one of an operation, so that its code is compiled. */
export const WARM_UP = 1000;

/**
 * The largest number of requests for an operation that uses nothing up. The figures do not change by then.
 */
const MOST = 100_000;

/**
 * How long a measurement may take in all, relative to the measured time. It also makes and removes resources.
 */
const PATIENCE = 3;

/** The number of parts of the measured time. */
const TURNS = 4;

/** How an operation is measured. */
export interface Pace {
  readonly connections: number;
  readonly seconds: number;
}

/** Sends requests that are not measured: a thousand, or fewer when `seconds` are over before. */
export async function warmUp(stage: Stage, operation: Operation, pace: Pace): Promise<void> {
  await round(new Meter(), stage, operation, pace, pace.seconds * 1000, WARM_UP);
}

/** A filled server. */
interface Filled {
  readonly stage: Stage;
}

/**
 * Measures an operation on several servers in turns, a part of the time on each. So a change in the speed of
 * the machine affects all of them.
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

/** Measures an operation that uses resources up, in rounds. The resources are made again between rounds. */
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
