import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { packageRoot } from "../../../src/cli/package-root";
import { file, temporaryFolder } from "../../support/temporary-folder";

// The command as it is installed: `npm test` compiles it first.
const MAIN = join(packageRoot().directory, "dist", "src", "cli", "main.js");
if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing; run \`npm run build\` first`);

let directory: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  directory = temporaryFolder();
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});
interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** `netfoundry-scim serve` with these options; `ready` resolves with its first line. */
function serve(options: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [MAIN, "serve", ...options], {
    cwd: directory,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let output = "";
  let errors = "";
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("\n")) resolve(JSON.parse(output.split("\n")[0] ?? ""));
    });
    child.once("close", () => reject(new Error(`ended before it was ready: ${errors}`)));
  });
  ready.catch(() => {});
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  /** Resolves with the line of the log that has this message. */
  const logged = async (message: string) => {
    for (;;) {
      const complete = errors.slice(0, errors.lastIndexOf("\n") + 1);
      const line = complete.split("\n").find((one) => one.includes(JSON.stringify(message)));
      if (line !== undefined) return JSON.parse(line) as Readonly<Record<string, unknown>>;
      await once(child.stderr, "data");
    }
  };
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code) => resolve({ code, output, errors }));
  });
  return { child, ready, logged, ended };
}

const CREDENTIAL = { NF_CLIENT_ID: "me", NF_CLIENT_SECRET: "my-secret" };

test.each(["SIGINT", "SIGTERM"] as const)(
  "prints one line when ready, and %s ends it with 0",
  async (signal) => {
    const server = serve(["--port", "0", "--database", "new/data.sqlite"], CREDENTIAL);
    const ready = await server.ready;
    expect(Object.keys(ready)).toEqual(["url", "console", "networkId", "pid"]);
    expect(ready.pid).toBe(server.child.pid);
    expect((await fetch(String(ready.console))).status).toBe(200);
    server.child.kill(signal);
    const { code, output, errors } = await server.ended;
    expect({ code, lines: output.trimEnd().split("\n").length }).toEqual({ code: 0, lines: 1 });
    expect(errors).not.toContain("my-secret");
    expect(logLines(errors).find(({ msg }) => msg === "the server is ready")).toMatchObject({
      url: ready.url,
      listensOn: ready.url,
      console: ready.console,
      database: expect.stringMatching(/^database file .*new\/data\.sqlite$/),
      servesMetrics: true,
      auditRetention: 365,
    });
    expect(existsSync(join(directory, "new", "data.sqlite"))).toBe(true);
  },
);

test("makes a credential once, writes it to a file that a line names, and it opens the API", async () => {
  const first = serve(["--port", "0", "--database", "data.sqlite"]);
  const { url } = await first.ready;
  first.child.kill("SIGINT");
  const { errors } = await first.ended;
  const file = join(directory, "data.sqlite.credentials.json");
  expect(logLines(errors).find((line) => "credentials" in line)).toMatchObject({ credentials: file });
  const made = JSON.parse(readFileSync(file, "utf8")) as { clientId: string; password: string };
  expect(errors).not.toContain(made.password);

  const again = serve(["--port", new URL(String(url)).port, "--database", "data.sqlite"]);
  await again.ready;
  const answer = await fetch(`${url}/oauth2/token`, {
    method: "POST",
    headers: { authorization: basic(made.clientId, made.password) },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  expect(answer.status).toBe(200);
  again.child.kill("SIGINT");
  expect((await again.ended).errors).not.toContain("credentials");
});

test("a port that is taken is one message", async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  const { port } = holder.address() as { port: number };
  try {
    const { code, output, errors } = await serve(
      ["--port", String(port), "--database", "a.sqlite"],
      CREDENTIAL,
    ).ended;
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(lastLine(errors)).toMatch(
      new RegExp(`^netfoundry-scim: the server cannot start: port ${port} of 127.0.0.1 is in use`),
    );
  } finally {
    holder.close();
  }
});

test.each([
  [
    "a directory that cannot be made",
    1,
    "/proc/nowhere/data.sqlite",
    /the directory of --database cannot be made: .*\/proc\/nowhere/,
  ],
  [
    "an address",
    64,
    "mysql://me:secret@db/scim",
    /--database takes the path of an SQLite file or postgres:\/\/…, not "mysql:\/\/…"/,
  ],
  [
    "a file that is something else",
    1,
    "text.sqlite",
    /the server cannot start: .*text\.sqlite: file is not a database/,
  ],
])("%s as database is one message", async (_, expected, database, message) => {
  file(join(directory, "text.sqlite"), "no database\n".repeat(100));
  const { code, output, errors } = await serve(["--port", "0", "--database", database], CREDENTIAL).ended;
  expect({ code, output }).toEqual({ code: expected, output: "" });
  expect(lastLine(errors)).toMatch(message);
  expect(errors).not.toMatch(/^ +at /m);
  expect(errors).not.toContain("secret@");
});

test("half a credential names the variable that is missing", async () => {
  const { code, errors } = await serve(["--port", "0"], { NF_CLIENT_ID: "me" }).ended;
  expect(code).toBe(64);
  expect(errors).toContain("NF_CLIENT_ID is set but NF_CLIENT_SECRET is not");
});

test("behind a proxy, clients get the public URL, and the log has the forwarded address", async () => {
  const server = serve(
    ["--port", "0", "--public-url", "https://scim.example.com/", "--trusted-proxy", "127.0.0.1"],
    CREDENTIAL,
  );
  const { url, console } = await server.ready;
  expect([url, console]).toEqual(["https://scim.example.com", "https://scim.example.com/console/"]);
  const { listensOn } = await server.logged("the server is ready");
  const headers = { "x-forwarded-for": "203.0.113.7" };
  expect((await fetch(`${listensOn}/metrics`, { headers })).status).toBe(404);
  server.child.kill("SIGTERM");
  const { code, errors } = await server.ended;
  expect(code).toBe(0);
  expect(logLines(errors).find(({ path }) => path === "/metrics")).toMatchObject({ address: "203.0.113.7" });
});

// The library that reads the URL and the driver quote parts of what they are given.
test.each([
  [
    "postgres://scim:hunter2@127.0.0.1:1/scim",
    69,
    /PostgreSQL database 127\.0\.0\.1:1\/scim: .*ECONNREFUSED/,
  ],
  ["postgres://scim:hunt@er2@127.0.0.1:1/scim", 69, /PostgreSQL database 127\.0\.0\.1:1\/scim: /],
  [
    "postgres://127.0.0.1:1/scim?user=scim&password=hunter2",
    69,
    /PostgreSQL database 127\.0\.0\.1:1\/scim: /,
  ],
  ["postgres://scim:hunter2@127.0.0.1:99999/scim", 1, /PostgreSQL database of the given address: /],
  ["postgres://scim:12/hunter2@127.0.0.1:1/scim", 64, /has an @ behind the host/],
])("the password of %s is in no message", async (database, expected, message) => {
  for (const environment of [CREDENTIAL, { ...CREDENTIAL, NF_DEBUG: "1" }]) {
    const { code, output, errors } = await serve(["--port", "0", "--database", database], environment).ended;
    expect({ code, output }).toEqual({ code: expected, output: "" });
    expect(errors).toMatch(message);
    expect(errors).not.toMatch(/hunter2|er2/);
  }
});

/** The lines of a log in JSON. */
function logLines(text: string): Readonly<Record<string, unknown>>[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function basic(clientId: unknown, clientSecret: unknown): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}

describe("what is refused before anything starts", () => {
  test.each([
    [["--host", "0.0.0.0"], {}, /--host 0\.0\.0\.0 lets other machines call, so --public-url is needed/],
    [["--controller-ca", "ca.pem"], {}, /--controller-ca needs --controller/],
    [["--controller", "https://ctrl:1280"], {}, /ZITI_API_USERNAME is not set/],
    [
      ["--controller", "https://ctrl:1280", "--controller-cert", "cert.pem"],
      {},
      /--controller-cert needs --controller-key/,
    ],
    [
      ["--controller", "https://ctrl:1280", "--controller-ca", "missing.pem"],
      { ZITI_API_USERNAME: "admin", ZITI_API_PASSWORD: "planted-password" },
      /--controller-ca: .*missing\.pem/,
    ],
  ])("%j", async (options, environment, message) => {
    const { code, errors } = await serve(["--port", "0", ...options], environment).ended;
    expect(code).toBe(64);
    expect(errors).toMatch(message);
    expect(errors).not.toContain("planted-password");
  });
});
