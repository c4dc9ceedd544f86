import { installedIn, nodeForm, type ProviderForm, paddedForm, selfContainedForm, sizeOf } from "./forms";
import { BenchFolder, BenchServer } from "./playground";
import { type Row, target } from "./row";
import { median } from "./timing";

/** The targets: the overhead of a plan of one, relative to that of the old commit. */
const MOST_NODE_FORM = 1.7;
const MOST_SELF_CONTAINED = 2;

/** The forms that are compared with our build. */
export interface Compared {
  /** A built checkout of an older commit. */
  readonly old?: string;
  /** The self-contained form of our build: its zip or a folder. */
  readonly selfContained?: string;
}

const PLAN = ["plan", "-input=false"];
const OURS = 'resource "netfoundry_scim_integration" "it" {\n  name = "One"\n}\n';
const BUILT_IN = 'resource "terraform_data" "it" {\n  input = "One"\n}\n';

/**
 * Measures the overhead of a plan of one resource over the same plan of terraform_data, for each form in
 * turns. To measure how long terraform hashes the self-contained form, it adds a second file of the same
 * size. A plan then takes longer by the time of the hashing.
 */
export async function compareRows(compared: Compared, rounds: number, signal: AbortSignal): Promise<Row[]> {
  const server = await new BenchServer().start();
  const folders: BenchFolder[] = [];
  const folder = async (form: ProviderForm | null) => {
    const made = new BenchFolder(form === null ? null : server, signal, form ?? undefined);
    folders.push(made);
    return made.write(form === null ? BUILT_IN : OURS);
  };
  try {
    const builtIn = await folder(null);
    const contenders = new Map([["ours", await folder(nodeForm())]]);
    if (compared.old !== undefined) contenders.set("old", await folder(nodeForm(compared.old)));
    let bytes = 0;
    if (compared.selfContained !== undefined) {
      const self = await folder(selfContainedForm(compared.selfContained));
      const files = installedIn(self.root);
      bytes = sizeOf(files);
      contenders.set("self", self).set("padded", await folder(paddedForm(files, bytes)));
    }
    const over = new Map([...contenders.keys()].map((name) => [name, [] as number[]]));
    for (let round = 0; round < rounds; round++) {
      const { milliseconds: floor } = await builtIn.terraform(PLAN);
      for (const [name, one] of contenders)
        over.get(name)?.push((await one.terraform(PLAN)).milliseconds - floor);
    }
    return rowsOf(over, rounds, bytes);
  } finally {
    for (const one of folders) one.remove();
    await server.stop();
  }
}

function rowsOf(over: ReadonlyMap<string, readonly number[]>, rounds: number, bytes: number): Row[] {
  const of = (name: string) => median(over.get(name) ?? []);
  const row = (what: string, name: string, most: number): Row => ({
    what: `plan of 1 over terraform_data, ${what}, median of ${rounds}`,
    ours: added(of(name)),
    beside: over.has("old") ? `old commit: ${added(of("old"))}` : "",
    comparison: over.has("old") ? `${(of(name) / of("old")).toFixed(2)} x` : "",
    target: over.has("old") ? target(`at most ${most.toFixed(1)} x`, of(name) / of("old"), most) : "",
  });
  const rows = [row("form for Node", "ours", MOST_NODE_FORM)];
  if (!over.has("self")) return rows;
  const hashing: Row = {
    what: `of which terraform hashing ${(bytes / 1e6).toFixed(0)} MB, twice the bytes less once`,
    ours: added(of("padded") - of("self")),
    beside: "",
    comparison: "",
    target: "",
  };
  return [...rows, row("self-contained", "self", MOST_SELF_CONTAINED), hashing];
}

function added(milliseconds: number): string {
  return `${milliseconds < 0 ? "-" : "+"}${Math.abs(milliseconds).toFixed(0)} ms`;
}
