import { type Measurement, Meter } from "./measurement";
import type { Operation } from "./operations";
import type { Stage } from "./stage";

/** Requests before the first measured one of an operation, so that the code it runs is compiled. */
export const WARM_UP = 1000;

/** Bound of what is not used up: by then the figures stand still. */
const MOST = 100_000;

/** Milliseconds that a measurement may take with making and taking back what it needs, over what is measured. */
const PATIENCE = 3;

/** How an operation is measured. */
export interface Pace {
  readonly connections: number;
  readonly seconds: number;
}

/** Sends requests that are not measured; on a slow server fewer than a thousand, as many as `seconds` allows. */
export async function warmUp(stage: Stage, operation: Operation, pace: Pace): Promise<void> {
  await round(new Meter(), stage, operation, pace, pace.seconds * 1000, WARM_UP);
}

/** Measures an operation: what uses something up in rounds, between which it is made again. */
export async function measureOperation(stage: Stage, operation: Operation, pace: Pace): Promise<Measurement> {
  const meter = new Meter();
  const most = pace.seconds * 1000;
  const end = performance.now() + PATIENCE * most;
  do {
    await round(meter, stage, operation, pace, most - meter.milliseconds, MOST);
  } while (operation.round(stage) !== null && meter.milliseconds < most && performance.now() < end);
  return meter.result();
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
