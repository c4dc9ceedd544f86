import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";

/** Names the folder of this run's server; set once, before the first test file, and seen by every worker. */
const FOLDER_VARIABLE = "NETFOUNDRY_TEST_POSTGRESQL";
const VERSIONS = "/usr/lib/postgresql";
const START_DEADLINE = 60_000;

/** Folder with initdb and pg_ctl: PG_BIN, or the newest one that Debian's packages installed; null when there is none. */
export function postgresqlBinaries(): string | null {
  const installed = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a)) : [];
  const candidates = [process.env.PG_BIN ?? [], installed.map((version) => join(VERSIONS, version, "bin"))];
  return candidates.flat().find((folder) => existsSync(join(folder, "initdb"))) ?? null;
}

/** Registers the tests against PostgreSQL; where it is not installed, one skipped test says so. */
export function onPostgresql(define: () => void): void {
  if (postgresqlBinaries() === null) {
    test.skip("on PostgreSQL: no initdb was found; install postgresql or set PG_BIN to its bin folder", () => {});
    return;
  }
  // The first test waits for the server to be made, and a busy machine takes its time.
  jest.setTimeout(60_000);
  describe("on PostgreSQL", define);
}

/** Makes a place for this run's PostgreSQL, which the first test that needs it starts. */
export function preparePostgresql(): void {
  process.env[FOLDER_VARIABLE] = mkdtempSync(join(tmpdir(), "netfoundry-scim-postgresql-"));
}

/** Stops this run's PostgreSQL when a test started it, and leaves nothing behind. */
export function stopPostgresql(): void {
  const folder = runFolder();
  if (existsSync(join(folder, "data", "postmaster.pid"))) {
    asOwner("pg_ctl", ["stop", "-D", join(folder, "data"), "-m", "immediate", "-w"]);
  }
  rmSync(folder, { recursive: true, force: true });
}

/** A new, empty database of this run's PostgreSQL. */
export async function makeDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const server = await startedServer();
  const name = `test_${randomBytes(8).toString("hex")}`;
  await administer(server, `create database ${name}`);
  return {
    url: `${server}/${name}`,
    drop: () => administer(server, `drop database if exists ${name} with (force)`),
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: `${server}/postgres` });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The URL of the server without a database; of the workers that ask at once, one starts it and the others wait. */
async function startedServer(): Promise<string> {
  const folder = runFolder();
  const ready = join(folder, "url");
  try {
    mkdirSync(join(folder, "starting"));
  } catch {
    for (const end = Date.now() + START_DEADLINE; !existsSync(ready); ) {
      if (Date.now() > end) throw new Error("PostgreSQL did not start in another worker");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return readFileSync(ready, "utf8");
  }
  const port = await freePort();
  const data = join(folder, "data");
  mkdirSync(data);
  const owner = ownerIds();
  if (owner !== null) for (const path of [folder, data]) chownSync(path, owner.uid, owner.gid);
  asOwner("initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  asOwner("pg_ctl", ["start", "-D", data, "-l", join(folder, "log"), "-o", options, "-w"]);
  const url = `postgres://postgres@127.0.0.1:${port}`;
  writeFileSync(ready, url);
  return url;
}

function runFolder(): string {
  const folder = process.env[FOLDER_VARIABLE];
  if (folder === undefined) throw new Error(`${FOLDER_VARIABLE} is not set; jest's globalSetup sets it`);
  return folder;
}

/** PostgreSQL refuses to run as root. */
function ownerIds(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function asOwner(command: string, args: readonly string[]): void {
  const program = join(postgresqlBinaries() ?? "", command);
  const { status, stderr } = spawnSync(program, args, {
    cwd: runFolder(),
    // A daemon that inherits a pipe would keep it open.
    stdio: ["ignore", "ignore", command === "initdb" ? "pipe" : "ignore"],
    ...ownerIds(),
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr?.toString() ?? ""}`);
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
