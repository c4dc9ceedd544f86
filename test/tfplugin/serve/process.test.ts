/**
 * The bundled provider as a process, started by the real terraform or by hand. Covers start, stop and crash.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { connect } from "node:http2";
import { dirname, join } from "node:path";
import { connect as connectTls } from "node:tls";
import { type Certificate, createCertificate } from "../../../src/tfplugin/wire/certificate";
import { frame } from "../../../src/tfplugin/wire/grpc";
import { crashReport } from "../../support/opentofu";
import { eventually, isAlive } from "../../support/processes";
import { Workspace } from "../support/workspace";

jest.setTimeout(30_000);

let workspace: Workspace;
const started: ChildProcess[] = [];

beforeEach(() => {
  workspace = new Workspace().installProvider();
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  for (const pid of workspace.providersAlive()) process.kill(pid, "SIGKILL");
  workspace.remove();
});

const HANGING = 'resource "shelf_book" "a" {\n title = "One"\n behaviour = "hang"\n}';

async function untilCreating(count = 1): Promise<void> {
  await eventually("the create", () =>
    Array.from({ length: count }, (_, number) => `${workspace.api}/book-${number}.json`).every(
      (file) => existsSync(file) && readFileSync(file, "utf8").startsWith("{"),
    ),
  );
}

describe("started by terraform", () => {
  test("installs from a mirror, applies, destroys, and leaves no process and no socket", async () => {
    workspace.configure('resource "shelf_book" "a" {\n title = "One"\n pin = "hunter2"\n}');
    const commands = [
      ["init"],
      ["validate"],
      ["apply", "-auto-approve"],
      ["plan", "-detailed-exitcode"],
      ["destroy", "-auto-approve"],
    ];
    for (const command of commands) {
      const { code, output } = await workspace.terraform(...command);
      expect([command[0], code, output]).toEqual([command[0], 0, expect.any(String)]);
    }
    expect([workspace.providersAlive(), workspace.socketsLeft()]).toEqual([[], []]);
  });

  test("with TF_LOG=trace no secret is logged, and nothing terraform cannot read", async () => {
    workspace.configure('resource "shelf_book" "a" {\n title = "One"\n pin = "hunter2"\n}');
    await workspace.terraform("init");
    const { code, output } = await workspace.start(["apply", "-auto-approve"], { TF_LOG: "trace" }).ended;
    expect(code).toBe(0);
    expect(output).not.toMatch(/hunter2|key-book-0-1/);
    expect(output).toContain("plugin process exited");
    expect(output).toMatch(/\[TRACE\] provider.*: answered ApplyResourceChange: .*milliseconds=\d+/);
    expect(output).not.toMatch(/plugin failed to exit gracefully|unexpected/i);
  });

  test("Ctrl-C during a create ends the run soon and keeps the object that was saved", async () => {
    workspace.configure(HANGING);
    await workspace.terraform("init");
    const { child, ended } = workspace.start(["apply", "-auto-approve"]);
    await untilCreating();
    // A terminal sends the signal to the whole process group.
    process.kill(-(child.pid as number), "SIGINT");
    const { code, words } = await ended;
    expect(code).toBe(1);
    expect(words).toContain("Terraform was interrupted");
    expect(workspace.stored("shelf_book.a")?.id).toBe("book-0");
    expect(workspace.providersAlive()).toEqual([]);
  });

  test("Ctrl-C during many creates keeps them all, and node warns of no leak", async () => {
    workspace.configure(HANGING.replace("{", "{\n count = 12"));
    await workspace.terraform("init");
    const { child, ended } = workspace.start(["apply", "-auto-approve", "-parallelism=12"], {
      TF_LOG: "debug",
    });
    await untilCreating(12);
    process.kill(-(child.pid as number), "SIGINT");
    const { output } = await ended;
    expect(output.match(/Terraform was interrupted/g)?.length).toBeGreaterThanOrEqual(12);
    expect(output).not.toContain("MaxListenersExceededWarning");
    const { output: listed } = await workspace.terraform("state", "list");
    expect(listed.trim().split("\n")).toHaveLength(12);
  });

  test("a terraform that survives the end of its terminal keeps its provider", async () => {
    workspace.configure(HANGING);
    await workspace.terraform("init");
    const { child, ended } = workspace.start(["apply", "-auto-approve"], {}, "nohup");
    await untilCreating();
    process.kill(-(child.pid as number), "SIGHUP");
    process.kill(-(child.pid as number), "SIGINT");
    const { words } = await ended;
    expect(words).toContain("Terraform was interrupted");
    expect(workspace.stored("shelf_book.a")?.id).toBe("book-0");
  });

  test("when terraform is killed, the provider does not outlive it, and leaves no socket", async () => {
    workspace.configure(HANGING);
    await workspace.terraform("init");
    const { child, ended } = workspace.start(["apply", "-auto-approve"]);
    await untilCreating();
    expect(workspace.providersAlive()).not.toEqual([]);
    // The provider removed the socket when terraform connected. So even a kill of both leaves nothing.
    expect(workspace.socketsLeft()).toEqual([]);
    process.kill(child.pid as number, "SIGKILL");
    await ended;
    await eventually("the provider's end", () => workspace.providersAlive().length === 0);
  });

  test("a bug outside every handler shows as a crash of the plugin, with its stack", async () => {
    workspace.configure('resource "shelf_book" "a" {\n title = "One"\n behaviour = "crash"\n}');
    await workspace.terraform("init");
    const { environment, stack } = crashReport();
    const { code, words } = await workspace.start(["apply", "-auto-approve"], environment).ended;
    expect(code).toBe(1);
    // Terraform notices the end of the process or the end of the connection first.
    expect(words).toMatch(/Plugin did not respond|Request cancelled/);
    expect(words).toMatch(stack);
    expect(words).toMatch(/at \S+ \(test\/tfplugin\/support\/shelf\.ts, /);
    expect(workspace.providersAlive()).toEqual([]);
  });

  test("a rejection that nothing awaits is an error of its resource, and the run goes on", async () => {
    const other = 'resource "shelf_book" "b" { title = "Two" }';
    workspace.configure(
      `resource "shelf_book" "a" {\n title = "One"\n behaviour = "background"\n}\n${other}`,
    );
    await workspace.terraform("init");
    const { code, words } = await workspace.start(["apply", "-auto-approve"], { TF_LOG: "" }).ended;
    expect(code).toBe(1);
    expect(words).toContain(
      "Something failed in the background while the provider tried to apply shelf_book",
    );
    expect(words).toContain("with shelf_book.a");
    expect(words).toContain("the label came off");
    expect([workspace.stored("shelf_book.a")?.title, workspace.stored("shelf_book.b")?.title]).toEqual([
      "One",
      "Two",
    ]);
  });

  test("the log tells where in the sources an exception is from", async () => {
    workspace.configure('resource "shelf_book" "a" {\n title = "One"\n behaviour = "throw"\n}');
    await workspace.terraform("init");
    const { words } = await workspace.start(["apply", "-auto-approve"], { TF_LOG_PROVIDER: "error" }).ended;
    expect(words).toMatch(
      /could not create shelf_book: .*stack=.* at \S+ \(test\/tfplugin\/support\/shelf\.ts, /,
    );
  });

  test("what a provider prints goes to the log, and only there", async () => {
    workspace.configure('resource "shelf_book" "a" {\n title = "One"\n behaviour = "chatty"\n}');
    await workspace.terraform("init");
    const quiet = await workspace.start(["apply", "-auto-approve"]).ended;
    expect([quiet.code, quiet.output]).toEqual([0, expect.not.stringMatching(/looking|found one/)]);
    await workspace.destroy();
    const logged = await workspace.start(["apply", "-auto-approve"], { TF_LOG_PROVIDER: "info" }).ended;
    for (const line of ["the shelf is loaded", "looking", "for a place", "found one"]) {
      expect(logged.stderr).toMatch(new RegExp(`\\[INFO\\]  provider\\S*: ${line}`));
    }
  });
});

describe("started by hand", () => {
  const client = createCertificate();

  interface Started {
    readonly child: ChildProcess;
    /** The handshake line, split. */
    readonly line: readonly string[];
    readonly ended: Promise<number | null>;
  }

  function start(environment: NodeJS.ProcessEnv): Promise<Started> {
    const child = spawn(workspace.provider, {
      env: {
        PATH: process.env.PATH,
        TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    started.push(child);
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    return new Promise((resolve, reject) => {
      child.stdout.once("data", (chunk: Buffer) =>
        resolve({ child, line: chunk.toString().split("|"), ended }),
      );
      child.once("exit", (code) => reject(new Error(`ended with ${code} before the handshake`)));
    });
  }

  function call(line: readonly string[], shown: Certificate | null): Promise<string> {
    const path = line[3] as string;
    const own = `-----BEGIN CERTIFICATE-----\n${line[5]?.trim()}\n-----END CERTIFICATE-----`;
    const createConnection =
      line[5]?.trim() === ""
        ? () => require("node:net").connect(path)
        : () =>
            connectTls({
              path,
              servername: "localhost",
              ca: padded(own),
              ALPNProtocols: ["h2"],
              ...(shown && { key: shown.key, cert: shown.cert }),
            });
    const session = connect("http://localhost", { createConnection });
    return new Promise<string>((resolve) => {
      const finish = (outcome: string) => {
        resolve(outcome);
        session.destroy();
      };
      session.on("error", () => finish("refused"));
      session.on("close", () => finish("refused"));
      const stream = session.request({
        ":method": "POST",
        ":path": "/tfplugin6.Provider/GetProviderSchema",
        te: "trailers",
      });
      stream.on("error", () => finish("refused"));
      stream.on("trailers", (trailers) => finish(`status ${trailers["grpc-status"]}`));
      stream.on("data", () => {});
      stream.end(frame(Buffer.alloc(0)));
    });
  }

  test("prints the handshake, serves the right client, and ends with it", async () => {
    const { line, ended } = await start({ PLUGIN_CLIENT_CERT: client.cert });
    expect(line.slice(0, 3)).toEqual(["1", "6", "unix"]);
    expect(line[4]).toBe("grpc");
    expect(line[5]).toMatch(/^[A-Za-z0-9+/]+\n$/);
    expect(await call(line, client)).toBe("status 0");
    expect(await ended).toBe(0);
    expect(existsSync(dirname(line[3] as string))).toBe(false);
  });

  test("refuses every other client, and goes on waiting for the right one", async () => {
    const { child, line } = await start({ PLUGIN_CLIENT_CERT: client.cert });
    expect(await call(line, createCertificate())).toBe("refused");
    expect(await call(line, null)).toBe("refused");
    expect(isAlive(child.pid as number)).toBe(true);
    expect(await call(line, client)).toBe("status 0");
  });

  test("speaks plaintext when terraform gives no certificate", async () => {
    const { line, ended } = await start({});
    expect(line[5]).toBe("\n");
    expect(await call(line, null)).toBe("status 0");
    expect(await ended).toBe(0);
  });

  test("is reached when the path of the temporary directory is too long for a socket", async () => {
    const directory = join(workspace.temporary, "x".repeat(100));
    mkdirSync(directory);
    const { line, ended } = await start({ TMPDIR: directory });
    expect(existsSync(line[3] as string)).toBe(true);
    expect(await call(line, null)).toBe("status 0");
    expect(await ended).toBe(0);
    expect(readdirSync(workspace.temporary)).toEqual(["x".repeat(100)]);
    expect(readdirSync(directory)).toEqual([]);
  });

  test("is not ended by the signals that are meant for terraform", async () => {
    const { child, line, ended } = await start({});
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) child.kill(signal);
    expect(await call(line, null)).toBe("status 0");
    expect(await ended).toBe(0);
  });

  test("by a person, it says what it is and fails", async () => {
    const child = spawn(workspace.provider, {
      env: { PATH: process.env.PATH },
      stdio: ["ignore", "pipe", "pipe"],
    });
    started.push(child);
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk;
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, said]).toEqual([1, expect.stringContaining("registry.terraform.io/example/shelf 1.2.3")]);
  });
});

/** PEM needs the padding that the handshake leaves out. */
function padded(pem: string): string {
  return pem.replace(/\n([A-Za-z0-9+/]+)\n/, (_, body: string) => {
    const whole = body.padEnd(Math.ceil(body.length / 4) * 4, "=");
    return `\n${(whole.match(/.{1,64}/g) ?? []).join("\n")}\n`;
  });
}
