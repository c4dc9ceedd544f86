import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "./free-port";

const VERSIONS = "/usr/lib/postgresql";

/**
 * The folder with initdb and pg_ctl: PG_BIN, or the newest one of Debian's packages. Null when there is none.
 */
export function postgresqlBinaries(): string | null {
  const installed = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a)) : [];
  const candidates = [process.env.PG_BIN ?? [], installed.map((version) => join(VERSIONS, version, "bin"))];
  return candidates.flat().find((folder) => existsSync(join(folder, "initdb"))) ?? null;
}

/** The data must survive a crash of PostgreSQL but not of the machine, so nothing waits for the disk. */
const NO_SYNC = "-c fsync=off -c full_page_writes=off";

/** Makes a PostgreSQL server in the folder and starts it. Returns its URL without a database. */
export async function startPostgresql(folder: string): Promise<string> {
  const port = await freePort();
  const data = join(folder, "data");
  mkdirSync(data);
  const owner = ownerIds();
  if (owner !== null) for (const path of [folder, data]) chownSync(path, owner.uid, owner.gid);
  const initial = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  asOwner(folder, "initdb", ["-D", data, ...initial]);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} ${NO_SYNC}`;
  asOwner(folder, "pg_ctl", ["start", "-D", data, "-l", join(folder, "log"), "-o", options, "-w"]);
  return `postgres://postgres@127.0.0.1:${port}`;
}

/**
 * Stops that server and starts it again on its port. `fast` ends its connections, `immediate` is a crash from
 * which it recovers.
 */
export async function restartPostgresql(folder: string, mode: "fast" | "immediate"): Promise<void> {
  const args = ["restart", "-D", join(folder, "data"), "-l", join(folder, "log"), "-m", mode, "-w"];
  const program = join(postgresqlBinaries() ?? "", "pg_ctl");
  const child = spawn(program, args, { cwd: folder, stdio: "ignore", ...ownerIds() });
  const [status] = await once(child, "exit");
  if (status !== 0) throw new Error(`pg_ctl ended with ${status}`);
}

/** PostgreSQL refuses to run as root. */
function ownerIds(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function asOwner(folder: string, command: string, args: readonly string[]): void {
  const program = join(postgresqlBinaries() ?? "", command);
  const { status, stderr } = spawnSync(program, args, {
    cwd: folder,
    // A daemon that inherits a pipe would keep it open.
    stdio: ["ignore", "ignore", command === "initdb" ? "pipe" : "ignore"],
    ...ownerIds(),
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr?.toString() ?? ""}`);
}
