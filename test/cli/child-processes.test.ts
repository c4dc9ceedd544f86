import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ChildProcesses, type ChildSettings } from "../../src/cli/child-processes";
import { runCommand } from "../../src/cli/quickstart/run-command";
import { eventually, isAlive } from "../support/processes";
import { temporaryFolder } from "../support/temporary-folder";

let directory: string;
let children: ChildProcesses;
beforeEach(() => {
  directory = temporaryFolder();
  children = new ChildProcesses();
});
afterEach(() => children.endAll(100));

/** A Node program given as text. */
function program(text: string, extra: Partial<ChildSettings> = {}): ChildSettings {
  return {
    command: process.execPath,
    arguments: ["-e", text],
    directory,
    environment: { PATH: process.env.PATH },
    logFile: join(directory, "child.log"),
    ...extra,
  };
}
const log = () => readFileSync(join(directory, "child.log"), "utf8");

/** Resolves when the program has written its first line. */
function started(
  text: string,
): Promise<{ readonly running: ReturnType<ChildProcesses["start"]>; readonly line: string }> {
  return new Promise((resolve) => {
    const running = children.start(program(text, { onLine: (line) => resolve({ running, line }) }));
  });
}

const IGNORES_INTERRUPT = "process.on('SIGINT', () => {}); setInterval(() => {}, 1000);";

test("hands over code, output and the last lines, and logs both streams without colour", async () => {
  const text = "console.log('\\x1b[32mone\\x1b[0m'); console.error('two'); process.exitCode = 3";
  const finished = await children.start(program(text)).finished;
  expect(finished).toMatchObject({ code: 3, signal: null, output: "\x1b[32mone\x1b[0m" });
  expect([...finished.tail].sort()).toEqual(["\x1b[32mone\x1b[0m", "two"]);
  expect(log().trim().split("\n").sort()).toEqual(["one", "two"]);
});

test("streams every line as it comes", async () => {
  const lines: string[] = [];
  await children.start(program("console.log('a\\nb')", { onLine: (line) => lines.push(line) })).finished;
  expect(lines).toEqual(["a", "b"]);
});

test("secret output reaches the caller and neither the log nor the tail", async () => {
  const finished = await children.start(program("console.log('hush')", { secretOutput: true })).finished;
  expect(finished.output).toBe("hush");
  expect(finished.tail).toEqual([]);
  expect(log()).not.toContain("hush");
});

test("a command that ends badly says how and keeps its last lines", async () => {
  const failing = runCommand(
    children,
    "terraform plan",
    program("console.error('no provider'); process.exit(1)"),
  );
  await expect(failing).rejects.toMatchObject({
    message: "terraform plan ended with 1",
    tail: ["no provider"],
  });
});

test("a missing command is a failure of the same kind", async () => {
  const failing = runCommand(children, "terraform", program("", { command: "/nowhere/terraform" }));
  await expect(failing).rejects.toThrow("terraform cannot be started: spawn /nowhere/terraform ENOENT");
});

test("ending is first an interrupt, which the program may follow in its own way", async () => {
  const { running } = await started(
    "process.on('SIGINT', () => process.exit(7)); console.log('up'); setInterval(() => {}, 1000)",
  );
  await running.end(60_000);
  expect(await running.finished).toMatchObject({ code: 7, signal: null });
});

test("a program that does not follow is killed after the grace, with what it started", async () => {
  const { running, line } = await started(
    `const { spawn } = require('node:child_process');
     const script = ${JSON.stringify(IGNORES_INTERRUPT)};
     const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
     ${IGNORES_INTERRUPT} console.log(child.pid)`,
  );
  expect(isAlive(Number(line))).toBe(true);
  await running.end(50);
  expect(await running.finished).toMatchObject({ code: null, signal: "SIGKILL" });
  await eventually("the end of the killed program", () => !isAlive(Number(line)));
});

test("ending everything lets nothing new start", async () => {
  const { running } = await started(`${IGNORES_INTERRUPT} console.log('up')`);
  await children.endAll(50);
  expect((await running.finished).signal).toBe("SIGKILL");
  expect(() => children.start(program(""))).toThrow("is not started: the command is ending");
});

test("a stopsWithParent program learns that its parent is gone", async () => {
  const script = join(directory, "left.txt");
  const child = `
    process.once('disconnect', () => {
      require('node:fs').writeFileSync(${JSON.stringify(script)}, 'left');
      process.exit();
    });
    process.send('up');`;
  const parent = `
    const { spawn } = require('node:child_process');
    const stdio = ['ignore', 'inherit', 'inherit', 'ipc'];
    const child = spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio, detached: true });
     child.once('message', () => process.kill(process.pid, 'SIGKILL'));`;
  const finished = await children.start(program(parent)).finished;
  expect(finished.signal).toBe("SIGKILL");
  expect(existsSync(script)).toBe(true);
});
