import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../src/cli/package-root";
import { file, temporaryFolder } from "../../support/temporary-folder";

const ROOT = packageRoot().directory;
const PROVIDER = "terraform-provider-netfoundry";
/** Fails as the Node of glibc does where there is no glibc: the kernel does not find what starts it. */
const NODE_THAT_CANNOT_RUN = "#!/no/such/loader\n";
const WHAT_TO_INSTALL = "Install Node 20.19 or later (on Alpine: apk add nodejs).";

/** The shells that stand behind /bin/sh somewhere: Debian, Alpine, Red Hat. */
const SHELLS = ["/bin/sh", "dash", "busybox sh", "bash --posix"];
const isHere = (shell: string) => spawnSync(`${shell} -c :`, { shell: true }).status === 0;

/** A folder as a zip makes it, with a program of the test's own and the Node that runs the test. */
function unpacked(main: string, node?: string): string {
  const folder = temporaryFolder();
  copyFileSync(join(ROOT, "tools/release/launcher.sh"), join(folder, PROVIDER));
  file(join(folder, "main.js"), main);
  if (node === undefined) symlinkSync(process.execPath, join(folder, "node"));
  else file(join(folder, "node"), node, 0o755);
  return folder;
}

/** A PATH whose node says a version, and what it was started with. */
function pathWithNode(version: string): string {
  const PATH = temporaryFolder();
  const script = `#!/bin/sh\nif [ "$1" = --version ]; then echo ${version}; else echo "started $*"; fi\n`;
  file(join(PATH, "node"), script, 0o755);
  return PATH;
}

for (const shell of SHELLS) {
  if (isHere(shell)) describe(`the launcher, by ${shell}`, () => behavesBy(shell));
  else test.skip(`the launcher, by ${shell} (skipped: it is not installed)`, () => {});
}

function behavesBy(shell: string): void {
  const [command = "", ...options] = shell.split(" ");
  const path = spawnSync("sh", ["-c", `command -v ${command}`], { encoding: "utf8" }).stdout.trim();

  function run(program: string, PATH: string, ...more: string[]) {
    return spawnSync(path, [...options, program, ...more], { env: { PATH }, encoding: "utf8" });
  }

  test("becomes the node: its process, with the arguments", () => {
    const main = "console.log(JSON.stringify([process.pid, ...process.argv.slice(2)]))";
    const { pid, stdout } = run(join(unpacked(main), PROVIDER), "", "a word", "");
    expect(JSON.parse(stdout)).toEqual([pid, "a word", ""]);
  });

  test("gives the exit code of the node", () => {
    expect(run(join(unpacked("process.exitCode = 7"), PROVIDER), "").status).toBe(7);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s reaches the node, which ends in order",
    async (signal) => {
      const main = `
      process.once("${signal}", () => { console.log("${signal}"); clearInterval(alive); });
      const alive = setInterval(() => {}, 1000);
      console.log("ready");`;
      const child = spawn(path, [...options, join(unpacked(main), PROVIDER)], {
        env: {},
        stdio: ["ignore", "pipe", "inherit"],
      });
      let stdout = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
        if (stdout === "ready\n") child.kill(signal);
      });
      try {
        expect(await once(child, "close")).toEqual([0, null]);
        expect(stdout).toBe(`ready\n${signal}\n`);
      } finally {
        child.kill("SIGKILL");
      }
    },
  );

  test("starts through a chain of symbolic links, absolute and relative, without a PATH", () => {
    const links = temporaryFolder();
    mkdirSync(join(links, "bin"));
    symlinkSync(join(unpacked('console.log("started")'), PROVIDER), join(links, "provider"));
    symlinkSync("../provider", join(links, "bin", PROVIDER));
    expect(run(join(links, "bin", PROVIDER), "")).toMatchObject({ status: 0, stdout: "started\n" });
  });

  describe("where its node cannot run", () => {
    const folder = unpacked("", NODE_THAT_CANNOT_RUN);
    const program = join(folder, PROVIDER);
    const { engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const [, major, minor] = /^>=(\d+)\.(\d+)$/.exec(engines.node) ?? [];
    const oldest = `v${major}.${minor}.0`;
    const older = `v${major}.${Number(minor) - 1}.9`;

    test.each([oldest, "v20.20.2", "v21.0.0", "v22.23.2", "v24.1.0", "v30.0.0", "v100.2.0"])(
      "takes the node %s of the PATH",
      (version) => {
        const { status, stdout } = run(program, pathWithNode(version), "a word");
        expect({ status, stdout }).toEqual({ status: 0, stdout: `started ${folder}/main.js a word\n` });
      },
    );

    test.each([older, "v20.2.0", "v20.9.0", "v18.20.8", "v2.19.0", "v0.12.18"])(
      "refuses the node %s of the PATH, and says in one line what to install",
      (version) => {
        const { status, stdout, stderr } = run(program, pathWithNode(version));
        expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
        expect(stdout).toMatch(/^[^\n]+\n$/);
        expect(stdout).toContain(`and the PATH has only Node ${version}. ${WHAT_TO_INSTALL}`);
      },
    );

    test.each([
      ["the PATH has no node", () => temporaryFolder()],
      [
        "that node cannot run either",
        () => join(file(join(temporaryFolder(), "node"), NODE_THAT_CANNOT_RUN, 0o755), ".."),
      ],
    ])("and %s, it says in one line what to install", (_, path) => {
      const { status, stdout, stderr } = run(program, path());
      expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
      expect(stdout).toMatch(/^[^\n]+\n$/);
      expect(stdout).toContain(`and the PATH has no other. ${WHAT_TO_INSTALL}`);
    });
  });
}
