import { type BenchServer, withServer } from "./bench-server";
import type { BenchEngine } from "./engine";
import { allowsGroups } from "./group-operations";
import { type Result, shown } from "./judgement";
import { measureOperation, warmUp } from "./measure-operation";
import { operations } from "./operations";
import type { ScimBenchOptions } from "./options";
import type { BesidePeer } from "./peer";
import { residentMegabytes } from "./processor-time";
import { Stage } from "./stage";
import type { Section } from "./table";

/** A server with so many users over a new database. */
export interface Subject {
  readonly engine: BenchEngine;
  readonly database: string;
  readonly users: number;
  /** Results of the engine so far; those of this section are added. */
  readonly others: Result[];
  /** Measured beside each operation; null: the figures of earlier runs are used. */
  readonly peer: BesidePeer | null;
}

/** Starts the server, fills it and measures its operations, until the signal: what is left then is counted. */
export function measureSection(
  subject: Subject,
  options: ScimBenchOptions,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Section> {
  return withServer(subject.database, (server) => measured(server, subject, options, signal, say));
}

async function measured(
  server: BenchServer,
  { engine: how, database, users, others, peer }: Subject,
  { groups, only, connections, seconds }: ScimBenchOptions,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Section> {
  const sizes = groups.filter((size) => allowsGroups(users, size));
  const wanted = operations(sizes).filter(({ key }) => only.length === 0 || only.includes(key));
  const isAboutGroups = wanted.some(({ size }) => size !== null);
  const results: Result[] = [];
  const engine = how.name;
  let fillSeconds: number | null = null;
  const rows = wanted.length * connections.length;
  const stage = new Stage(server, signal);
  try {
    say(`${engine}, ${shown(users)} users: filling …`);
    const start = performance.now();
    await stage.fill(users, isAboutGroups ? sizes : []);
    fillSeconds = (performance.now() - start) / 1000;
    await how.settle(database);
    for (const operation of wanted) {
      const beside = peer === null ? operation.peer : await peer.measure(operation);
      await warmUp(stage, operation, { connections: Math.max(...connections), seconds });
      for (const count of connections) {
        const measurement = await measureOperation(stage, operation, { connections: count, seconds });
        const result = { users, operation, peer: beside, connections: count, measured: measurement };
        say(`${operation.name}, ${count} at a time: ${shown(measurement.perSecond)}/s`);
        results.push(result);
        others.push(result);
      }
    }
    const megabytes = residentMegabytes(server.pid);
    return { engine, users, results, others, fillSeconds, megabytes, left: 0 };
  } catch (error) {
    if (!signal.aborted) throw error;
    return { engine, users, results, others, fillSeconds, megabytes: null, left: rows - results.length };
  }
}
