import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ended } from "../../src/tfplugin/testing/terraform/run";
import { temporaryFolder } from "../support/temporary-folder";

jest.setTimeout(180_000);

const CLI = resolve(__dirname, "../../dist/src/cli/main.js");

function start(folder: string, environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [CLI, "quickstart"], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { child, done: ended(child) };
}

/** Only Linux shows the working folder of a process. */
const seesProcesses = existsSync("/proc/self/cwd");

/**
 * The commands of processes that run in the folder or name it, as the server, terraform and the provider do.
 */
function processesOf(folder: string): string[] {
  if (!seesProcesses) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        return command.includes(folder) || readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
          ? [command]
          : [];
      } catch {
        return [];
      }
    });
}

describe("netfoundry-scim quickstart", () => {
  it("runs the loop twice in a folder with a space in its name, and leaves no process", async () => {
    const folder = temporaryFolder();
    for (const round of [1, 2]) {
      const run = await start(folder).done;
      if (run.code !== 0) throw new Error(`round ${round} ended with ${run.code}:\n${run.output}`);
      expect(run.stdout).toContain("Has Auth Token");
      expect(run.stdout).toMatch(/YES/);
      expect(run.stdout).toContain("No changes.");
      expect(run.stdout).toContain("disabled");
      expect(run.stdout).toContain('accepted: the token signs in "Ada Lovelace"');
      expect(run.stdout).toContain("refused: IDENTITY_NOT_FOUND at the step identity\n  hint: ");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence is what must not be there
      expect(run.output).not.toMatch(/\u001b/);
      expect(run.output).not.toMatch(/nfscim_[A-Za-z0-9_-]{10}/);
      expect(processesOf(folder)).toEqual([]);
    }
  });

  it("says what to install when terraform is missing, without a stack trace", async () => {
    const empty = temporaryFolder();
    const run = await start(temporaryFolder(), { PATH: empty, TERRAFORM_BIN: "" }).done;
    expect(run.code).toBe(1);
    for (const word of ["terraform", "tofu", "TERRAFORM_BIN"]) expect(run.stderr).toContain(word);
    expect(run.output).not.toMatch(/\n\s+at /);
  });

  (seesProcesses ? it : it.skip)(
    "ends with everything it started when it is interrupted while terraform works",
    async () => {
      const folder = temporaryFolder();
      const terraform = join(temporaryFolder(), "terraform");
      writeFileSync(
        terraform,
        '#!/bin/sh\n[ "$1" = version ] && exec echo Terraform v1.11.4\necho planning\nexec sleep 300\n',
        {
          mode: 0o755,
        },
      );
      const { child, done } = start(folder, { TERRAFORM_BIN: terraform });
      const interrupt = setInterval(() => {
        const isAtWork = processesOf(folder).some((command) => command.startsWith("sleep 300"));
        if (isAtWork) child.kill("SIGINT");
      }, 50);
      const run = await done;
      clearInterval(interrupt);
      if (run.code !== 130) throw new Error(`ended with ${run.code}:\n${run.output}`);
      expect(processesOf(folder)).toEqual([]);
    },
  );
});
