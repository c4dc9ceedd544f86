import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buildSync } from "esbuild";
import { eventually, isAlive } from "../../support/processes";
import { postgresqlBinaries } from "./throwaway-postgresql";

const IMPORTS = `
  import { guardedFolder } from "./guarded-folder";
  import { startPostgresql } from "./throwaway-postgresql";
`;
/** A program that starts a server, prints its folder, and waits. */
const RUN = `
  const { folder } = guardedFolder("netfoundry-scim-throwaway-");
  startPostgresql(folder).then(() => process.stdout.write(folder + "\\n"));
  process.stdin.resume();
`;

const folder = mkdtempSync(join(tmpdir(), "netfoundry-scim-throwaway-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Starts a process that starts a server. Resolves with the process and with the server's folder and process.
 */
async function started() {
  const file = join(folder, "run.js");
  const stdin = { contents: IMPORTS + RUN, resolveDir: __dirname };
  buildSync({ stdin, bundle: true, platform: "node", outfile: file });
  const child = spawn(process.execPath, [file], { stdio: ["pipe", "pipe", "inherit"] });
  const [place] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const server = Number(readFileSync(join(place, "data", "postmaster.pid"), "utf8").split("\n")[0]);
  return { child, place, server };
}

const onPostgresql = postgresqlBinaries() === null ? test.skip : test;

onPostgresql.each(["SIGKILL", "SIGINT"] as const)(
  "after %s of the process that started it, neither the server nor its folder is left",
  async (signal) => {
    const { child, place, server } = await started();
    expect(isAlive(server)).toBe(true);
    child.kill(signal);
    await eventually("the end of the server", () => !isAlive(server) && !existsSync(place));
  },
  60_000,
);
