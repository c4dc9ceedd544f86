import type { CommitFloor } from "./commit-floor";
import type { HttpFloor } from "./floor";
import { judged, MEMORY, overOld, type Result, shown, verdict } from "./judgement";
import type { Measurement } from "./measurement";

/** The results of one server with one number of users. */
export interface Section {
  readonly engine: string;
  readonly users: number;
  readonly results: readonly Result[];
  /** Of results of the same engine with other numbers of users, too. */
  readonly others: readonly Result[];
  /** Null: the time did not allow to fill it. */
  readonly fillSeconds: number | null;
  /** The resident memory of the server at the end. Null when the run ended before. */
  readonly megabytes: number | null;
  /** How many rows the time did not allow. */
  readonly left: number;
}

/** What the machine can do without the server. */
export interface Floors {
  readonly http: readonly HttpFloor[];
  readonly commits: readonly CommitFloor[];
  /** Whether the database works in the server's own thread. */
  readonly isInside: boolean;
}

const COLUMNS = ["what", "at a time", "requests/s", "p50 ms", "p99 ms", "CPU µs", "generator µs"];
const JUDGED = ["x floor", "beside it", "ours over it", "target", "over the old commit", "note"];
/** Of a core, from which on the load generator says less about the server than about itself. */
const GENERATOR_LIMIT = 0.9;
/** The target of memory is for this many users. */
const MEMORY_USERS = 50_000;

/** The section as Markdown, with what it costs over the floor. */
export function sectionTable(section: Section, floors: Floors): string {
  const { engine, users, results, others, fillSeconds, megabytes, left } = section;
  const rows = results.map((result) => {
    const { operation, connections, measured } = result;
    const floor = floorOf(floors, operation.kind, connections);
    const { beside, comparison, target, wanted } = judged(result, others);
    const times = floor === null ? "" : (floor / measured.perSecond).toFixed(1);
    const cells = cellsOf(operation.name, connections, measured);
    const notes = [reachOf(wanted, measured.perSecond, floor), noteOf(measured)].filter(
      (note) => note !== "",
    );
    return [...cells, times, beside, comparison, target, overOld(result), notes.join("; ")];
  });
  const end = [
    ...(fillSeconds === null ? [] : [`Filled in ${fillSeconds.toFixed(1)} s.`]),
    ...(megabytes === null ? [] : [memoryOf(users, megabytes)]),
    ...(left > 0 ? [`Out of time: ${left} rows were not measured.`] : []),
  ];
  const title = `### ${engine}, ${shown(users)} users`;
  return [title, "", markdown([[...COLUMNS, ...JUDGED], ...rows]), "", end.join(" ")].join("\n");
}

/** What a bare HTTP server does, as Markdown. */
export function httpTable(http: readonly HttpFloor[]): string {
  const rows = http.flatMap(({ connections, read, page, write }) => [
    [...cellsOf("GET of a user", connections, read), noteOf(read)],
    [...cellsOf("GET of a hundred users", connections, page), noteOf(page)],
    [...cellsOf("POST of a user", connections, write), noteOf(write)],
  ]);
  return ["### The floor: fastify alone", "", markdown([[...COLUMNS, "note"], ...rows])].join("\n");
}

/** What a database engine does without a server, as Markdown. */
export function commitTable(engine: string, together: string, commits: readonly CommitFloor[]): string {
  const rows = commits.map(({ rows: count, perSecond }) => [count, shown(perSecond)]);
  return [`### The floor: ${engine} alone`, "", markdown([[together, "rows/s"], ...rows])].join("\n");
}

/**
 * The number of requests a second that a bare server could answer. Null when it was not measured. A write
 * takes the time of its HTTP and of its row. As many rows share a commit as there are concurrent requests.
 * When the database runs outside the server, it writes one row while the server handles the HTTP of another.
 */
export function floorOf(
  { http, commits, isInside }: Floors,
  kind: Result["operation"]["kind"],
  connections: number,
): number | null {
  const found = http.find((floor) => floor.connections === connections)?.[kind].perSecond;
  if (found === undefined || kind !== "write") return found ?? null;
  const rows = commits.find((floor) => floor.rows === connections)?.perSecond;
  if (rows === undefined) return null;
  return isInside || connections === 1 ? 1 / (1 / found + 1 / rows) : Math.min(found, rows);
}

function cellsOf(name: string, connections: number, measured: Measurement): (string | number)[] {
  const { perSecond, p50, p99, serverMicroseconds, generatorMicroseconds } = measured;
  const times = [p50.toFixed(2), p99.toFixed(2), shown(serverMicroseconds), shown(generatorMicroseconds)];
  return [name, connections, shown(perSecond), ...times];
}

function noteOf({ generatorShare, refused }: Measurement): string {
  const percent = Math.round(generatorShare * 100);
  return [
    ...(generatorShare > GENERATOR_LIMIT ? [`the load generator used ${percent} % of its core`] : []),
    ...[...refused].map(([status, count]) => `${count} answered ${status}`),
  ].join("; ");
}

/** How far towards the floor a target goes that was missed. */
function reachOf(wanted: number | null, perSecond: number, floor: number | null): string {
  if (wanted === null || floor === null || perSecond >= wanted) return "";
  return `the target is ${Math.round((100 * wanted) / floor)} % of the floor`;
}

function memoryOf(users: number, megabytes: number): string {
  const text = `Memory of the server after it: ${shown(megabytes)} MB`;
  if (users < MEMORY_USERS) return `${text}.`;
  return `${text} (${verdict(`at most ${MEMORY} MB`, megabytes <= MEMORY)}).`;
}

function markdown([head = [], ...rows]: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
