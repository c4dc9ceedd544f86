import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";

const LONGEST_MS = 180_000;
const SHOWN_LINES = 25;
/** What `npm run` adds for the scripts of this clone, and what must not reach a project elsewhere. */
const OF_THIS_CLONE = /^(npm_(package|lifecycle|node|command|execpath|config_local_prefix)|INIT_CWD$|NODE$)/i;

/** What a program wrote. */
export interface Written {
  readonly output: string;
  readonly errors: string;
}

/** A project of somebody who uses the package, in a folder of its own. */
export class Consumer {
  /** `nodeDirectory` holds the `node` that the project runs on. */
  constructor(
    readonly folder: string,
    private readonly nodeDirectory: string,
  ) {}

  /** The environment of its programs: nothing of this clone is found, and its own Node comes first. */
  get environment(): NodeJS.ProcessEnv {
    const own = Object.entries(process.env).filter(([name]) => !OF_THIS_CLONE.test(name));
    const path = (process.env.PATH ?? "")
      .split(delimiter)
      .filter((entry) => !/node_modules|node-gyp/.test(entry));
    const PATH = [this.nodeDirectory, ...path].join(delimiter);
    return { ...Object.fromEntries(own), PATH, CHECKPOINT_DISABLE: "1", NO_COLOR: "1" };
  }

  /** Writes a file of the project; an object is written as JSON. */
  async write(name: string, contents: string | object): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const text = typeof contents === "string" ? contents : `${JSON.stringify(contents, null, 2)}\n`;
    await writeFile(join(this.folder, name), text);
  }

  /** Installs packages. Throws when npm fails, and when a package says that it is not made for this Node. */
  async install(...packages: readonly string[]): Promise<void> {
    const options = ["--no-audit", "--no-fund", "--loglevel=warn"];
    const { errors } = await this.run("npm", ["install", ...options, ...packages]);
    if (errors.includes("EBADENGINE")) throw new Error(`npm install warned of the Node version:\n${errors}`);
  }

  /**
   * Runs a program in the project's folder. Throws with its last lines when it fails or does not end in time.
   */
  run(command: string, args: readonly string[]): Promise<Written> {
    const options = { cwd: this.folder, env: this.environment, timeout: LONGEST_MS, maxBuffer: 64 * 2 ** 20 };
    return new Promise((resolve, reject) => {
      execFile(command, args, options, (error, output, errors) => {
        if (error === null) return resolve({ output, errors });
        const end = error.killed ? `did not end in ${LONGEST_MS / 1000} s` : `ended with ${error.code}`;
        const lines = `${output}\n${errors}`.trim().split("\n").slice(-SHOWN_LINES);
        reject(new Error(`${[command, ...args].join(" ")} ${end}:\n${lines.join("\n")}`));
      });
    });
  }
}
