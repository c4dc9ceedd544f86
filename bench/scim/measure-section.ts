import { type BenchServer, withServer } from "./bench-server";
import type { BenchEngine } from "./engine";
import { allowsGroups } from "./group-operations";
import { type Result, shown } from "./judgement";
import { measureInTurns, warmUp } from "./measure-operation";
import type { Operation } from "./operation";
import { operations } from "./operations";
import type { ScimBenchOptions } from "./options";
import { type BesidePeer, measuredPeer } from "./peer";
import { residentMegabytes } from "./processor-time";
import { Stage } from "./stage";
import type { Section } from "./table";

/** A new database, and its number of users. */
export interface Subject {
  readonly database: string;
  readonly users: number;
  /** The folder of the older commit whose server runs. Null for ours. */
  readonly checkout: string | null;
}

/** The parts of a measurement of one engine's servers. */
export interface Setting {
  readonly engine: BenchEngine;
  /** The peer that is measured beside our servers. Null to use the figures of earlier runs. */
  readonly peer: BesidePeer | null;
  /** Ends the measurement. The operations that are left are counted. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Starts and fills a server for each subject, and measures each operation on all of them. */
export function measureSections(
  subjects: readonly Subject[],
  options: ScimBenchOptions,
  setting: Setting,
): Promise<Section[]> {
  const others: Result[] = [];
  const run = (started: readonly Measured[]): Promise<Section[]> => {
    const next = subjects[started.length];
    if (next === undefined) return measureAll(started, options, setting);
    return withServer(next.database, next.checkout, (server) =>
      run([...started, new Measured(next, server, options, setting, others)]),
    );
  };
  return run([]);
}

async function measureAll(
  all: readonly Measured[],
  options: ScimBenchOptions,
  setting: Setting,
): Promise<Section[]> {
  const { groups, only } = options;
  const wanted = operations(groups).filter(({ key }) => only.length === 0 || only.includes(key));
  try {
    for (const one of all) await one.fill(wanted);
    for (const operation of wanted) {
      const servers = all.filter((one) => one.allows(operation));
      await measureOn(servers, operation, options, setting);
    }
    for (const one of all) one.weigh();
  } catch (error) {
    if (!setting.signal.aborted) throw error;
  }
  return all.filter(({ isOld }) => !isOld).map((one) => one.section(wanted));
}

/** Measures an operation on our servers, and on the peer if it supports the operation. */
async function measureOn(
  servers: readonly Measured[],
  operation: Operation,
  { connections, seconds }: ScimBenchOptions,
  { peer }: Setting,
): Promise<void> {
  const besides = (count: number) => (peer?.isMeasured(operation, count) === true ? [peer] : []);
  const warm = { connections: Math.max(...connections), seconds };
  for (const { stage } of [...servers, ...new Set(connections.flatMap(besides))]) {
    await warmUp(stage, operation, warm);
  }
  for (const count of connections) {
    const pace = { connections: count, seconds };
    const results = await measureInTurns([...servers, ...besides(count)], operation, pace);
    const beside = results.find(([server]) => server === peer)?.[1];
    const known = beside === undefined ? operation.peer : measuredPeer(beside, count);
    for (const [server, measured] of results) {
      if (!(server instanceof Measured) || server.isOld) continue;
      const old = results.find(([other]) => other instanceof Measured && other.isOldOf(server))?.[1] ?? null;
      server.keep({ operation, peer: known, old, connections: count, measured });
    }
  }
}

/** A server of the run, with its measurements so far. */
class Measured {
  readonly #results: Result[] = [];
  readonly stage: Stage;
  #fillSeconds: number | null = null;
  #megabytes: number | null = null;

  constructor(
    private readonly subject: Subject,
    private readonly server: BenchServer,
    private readonly options: ScimBenchOptions,
    private readonly setting: Setting,
    /** The results of all servers of the engine. */
    private readonly others: Result[],
  ) {
    this.stage = new Stage(server, setting.signal);
  }

  /** Whether this is the server of an older commit. Its figures stand beside ours. */
  get isOld(): boolean {
    return this.subject.checkout !== null;
  }

  isOldOf({ subject }: Measured): boolean {
    return this.isOld && this.subject.users === subject.users;
  }

  async fill(wanted: readonly Operation[]): Promise<void> {
    const { users, database } = this.subject;
    const { engine, say } = this.setting;
    say(`${engine.name}, ${shown(users)} users${this.isOld ? ", old commit" : ""}: filling …`);
    const isAboutGroups = wanted.some(({ size }) => size !== null);
    const sizes = isAboutGroups ? this.options.groups.filter((size) => allowsGroups(users, size)) : [];
    const start = performance.now();
    await this.stage.fill(users, sizes);
    this.#fillSeconds = (performance.now() - start) / 1000;
    await engine.settle(database);
  }

  /** Adds a measurement. */
  keep(measured: Omit<Result, "users">): void {
    const { users } = this.subject;
    const result = { ...measured, users };
    const { operation, connections } = result;
    const rate = `${shown(result.measured.perSecond)}/s`;
    this.setting.say(`${operation.name}, ${shown(users)} users, ${connections} at a time: ${rate}`);
    this.#results.push(result);
    this.others.push(result);
  }

  weigh(): void {
    this.#megabytes = residentMegabytes(this.server.pid);
  }

  section(wanted: readonly Operation[]): Section {
    const rows =
      wanted.filter((operation) => this.allows(operation)).length * this.options.connections.length;
    return {
      engine: this.setting.engine.name,
      users: this.subject.users,
      results: this.#results,
      others: this.others,
      fillSeconds: this.#fillSeconds,
      megabytes: this.#megabytes,
      left: rows - this.#results.length,
    };
  }

  /** Whether it has the groups that the operation needs. */
  allows({ size }: Operation): boolean {
    return size === null || allowsGroups(this.subject.users, size);
  }
}
