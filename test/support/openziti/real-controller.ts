import { spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rawCalls } from "./raw-calls";
import type { RunningController } from "./running-controller";

const PASSWORD = "planted-real-password-5d07";
/** The first start makes keys and certificates, on a machine that may do other work. */
const LONGEST_START_MS = 120_000;

/** Starts a controller with an empty database on a free port. @param binary the path of `ziti`. */
export async function startRealController(binary: string): Promise<RunningController> {
  const home = mkdtempSync(join(tmpdir(), "ziti-"));
  const port = await freePort();
  const log = openSync(join(home, "log"), "w");
  const place = ["--home", home, "--ctrl-address", "127.0.0.1", "--ctrl-port", String(port)];
  const child = spawn(
    binary,
    ["edge", "quickstart", "--no-router", ...place, "--username", "admin", "--password", PASSWORD],
    // Nothing of the tests' own environment may lead it elsewhere.
    { stdio: ["ignore", log, log], env: { PATH: process.env.PATH, HOME: home } },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  const url = `https://127.0.0.1:${port}`;
  const ready = async (): Promise<string> => {
    for (const end = Date.now() + LONGEST_START_MS; Date.now() < end; ) {
      try {
        const ca = CA_FILES.map((file) => readFileSync(join(home, file), "utf8")).join("\n");
        const login = { username: "admin", password: PASSWORD };
        const answer = await rawCalls({ url, ca }).management("POST", "/authenticate?method=password", {
          body: JSON.stringify(login),
        });
        if (answer.status === 200) return ca;
      } catch {
        if (child.exitCode !== null) break;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`no controller: ${readFileSync(join(home, "log"), "utf8").slice(-2000)}`);
  };
  try {
    return { url, ca: await ready(), username: "admin", password: PASSWORD, standIn: null, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
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
