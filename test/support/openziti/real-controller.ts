import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rawCalls } from "./raw-calls";
import type { RunningController } from "./running-controller";

const USERNAME = "admin";
const PASSWORD = "planted-real-password-5d07";
/** The first start makes keys and certificates, on a machine that may do other work. */
const LONGEST_START_MS = 120_000;

/** Starts a controller with an empty database on a free port. @param binary the path of `ziti`. */
export async function startRealController(binary: string): Promise<RunningController> {
  const home = mkdtempSync(join(tmpdir(), "ziti-"));
  const port = await freePort();
  const url = `https://127.0.0.1:${port}`;
  const log = join(home, "log");
  let child: ChildProcess;

  async function comeUp(): Promise<void> {
    const place = ["--home", home, "--ctrl-address", "127.0.0.1", "--ctrl-port", String(port)];
    const account = ["--username", USERNAME, "--password", PASSWORD];
    const output = openSync(log, "a");
    // Nothing of the tests' own environment may lead it elsewhere.
    const env = { PATH: process.env.PATH, HOME: home };
    child = spawn(binary, ["edge", "quickstart", "--no-router", ...place, ...account], {
      stdio: ["ignore", output, output],
      env,
    });
    closeSync(output);
    for (const end = Date.now() + LONGEST_START_MS; Date.now() < end && child.exitCode === null; ) {
      if (await signsIn(url, home)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the controller did not come up: ${readFileSync(log, "utf8").slice(-2000)}`);
  }

  async function kill(): Promise<void> {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  async function stop(): Promise<void> {
    await kill();
    rmSync(home, { recursive: true, force: true });
  }

  try {
    await comeUp();
    const account = { username: USERNAME, password: PASSWORD };
    return { url, ca: authorities(home), ...account, standIn: null, kill, comeUp, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** Whether a controller is up, and has its administrator. */
async function signsIn(url: string, home: string): Promise<boolean> {
  try {
    const body = JSON.stringify({ username: USERNAME, password: PASSWORD });
    const { management } = rawCalls({ url, ca: authorities(home) });
    return (await management("POST", "/authenticate?method=password", { body })).status === 200;
  } catch {
    return false;
  }
}

/** The certificates of the authorities that a controller makes for itself. */
function authorities(home: string): string {
  return CA_FILES.map((file) => readFileSync(join(home, file), "utf8")).join("\n");
}

const CA_FILES = [
  "pki/root-ca/certs/root-ca.cert",
  "pki/intermediate-ca-quickstart/certs/intermediate-ca-quickstart.cert",
];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
