import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";

const LONGEST_MS = 180_000;
const SHOWN_LINES = 25;
/** Variables that `npm run` sets for the scripts of this clone. They must not reach another project. */
const OF_THIS_CLONE = /^(npm_(package|lifecycle|node|command|execpath|config_local_prefix)|INIT_CWD$|NODE$)/i;

/** The output of a program. */
export interface Written {
  readonly output: string;
  readonly errors: string;
}

/** A project that uses the package, in a folder of its own. */
export class Consumer {
  /** `nodeDirectory` holds the `node` that the project runs on. `variables` are set for its programs. */
  constructor(
    readonly folder: string,
    private readonly nodeDirectory: string,
    private readonly variables: NodeJS.ProcessEnv = {},
  ) {}

  /** The same project, with more variables set for its programs, and on another Node if one is given. */
  with(variables: NodeJS.ProcessEnv, nodeDirectory = this.nodeDirectory): Consumer {
    return new Consumer(this.folder, nodeDirectory, { ...this.variables, ...variables });
  }

  /** The environment of its programs. It hides this clone and puts the project's Node first. */
  get environment(): NodeJS.ProcessEnv {
    const own = Object.entries(process.env).filter(([name]) => !OF_THIS_CLONE.test(name));
    const path = (process.env.PATH ?? "")
      .split(delimiter)
      .filter((entry) => !/node_modules|node-gyp/.test(entry));
    const PATH = [this.nodeDirectory, ...path].join(delimiter);
    return { ...Object.fromEntries(own), PATH, CHECKPOINT_DISABLE: "1", NO_COLOR: "1", ...this.variables };
  }

  /** Writes a file of the project. An object becomes JSON. */
  async write(name: string, contents: string | object): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const text = typeof contents === "string" ? contents : `${JSON.stringify(contents, null, 2)}\n`;
    await writeFile(join(this.folder, name), text);
  }

  /** Installs packages. Throws when npm fails or warns that a package does not support this Node. */
  async install(...packages: readonly string[]): Promise<void> {
    const options = ["--no-audit", "--no-fund", "--loglevel=warn"];
    const { errors } = await this.run("npm", ["install", ...options, ...packages]);
    if (errors.includes("EBADENGINE")) throw new Error(`npm install warned of the Node version:\n${errors}`);
  }

  /** Runs a program in the project's folder. When it fails or takes too long, throws with its last lines. */
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
