import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { packageRoot } from "../../src/cli/package-root";
import { nodeForm, type ProviderForm } from "./forms";
import { type Timed, timed } from "./timing";

const TERRAFORM = process.env.TERRAFORM_BIN || "terraform";
const CLI = join(packageRoot().directory, "dist/src/cli/main.js");
const CREDENTIAL = { NF_CLIENT_ID: "bench", NF_CLIENT_SECRET: "bench-secret" };

/** A reference server, started as a user starts it. It counts its requests. */
export class BenchServer {
  readonly #folder = mkdtempSync(join(tmpdir(), "bench-server-"));
  #child: ChildProcess | null = null;
  #answered = 0;
  url = "";
  networkId = "";

  async start(): Promise<this> {
    const args = [CLI, "serve", "--port", "0", "--database", join(this.#folder, "server.sqlite")];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...CREDENTIAL },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    createInterface({ input: child.stderr }).on("line", (line) => {
      // Each answer has one line. Other lines have no status.
      if (line.includes('"status":') && !line.includes("/oauth2/token") && !line.includes("/exchange")) {
        this.#answered += 1;
      }
    });
    const [ready] = await once(createInterface({ input: child.stdout }), "line");
    ({ url: this.url, networkId: this.networkId } = JSON.parse(String(ready)));
    return this;
  }

  /** The number of answered requests since the last call, without sign-ins. */
  taken(): number {
    const answered = this.#answered;
    this.#answered = 0;
    return answered;
  }

  /** Sends a request as an administrator, outside terraform. */
  async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const grant = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: CREDENTIAL.NF_CLIENT_ID,
      client_secret: CREDENTIAL.NF_CLIENT_SECRET,
    });
    this.#bearer ??= fetch(`${this.url}/oauth2/token`, { method: "POST", body: grant }).then(
      async (answer) => ((await answer.json()) as { access_token: string }).access_token,
    );
    const headers = { authorization: `Bearer ${await this.#bearer}`, "content-type": "application/json" };
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }
  #bearer: Promise<string> | undefined;

  async stop(): Promise<void> {
    const child = this.#child;
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A folder with a configuration. The real terraform runs in it with the shipped provider. */
export class BenchFolder {
  readonly root = mkdtempSync(join(tmpdir(), "bench-folder-"));
  readonly #environment: NodeJS.ProcessEnv;

  /**
   * @param server Null for a configuration without our provider.
   * @param form The form of the provider. When absent: the provider of this checkout.
   */
  constructor(
    private readonly server: BenchServer | null,
    private readonly signal: AbortSignal,
    form: ProviderForm = nodeForm(),
  ) {
    const mirror = join(this.root, ".mirror");
    const settings = join(this.root, ".terraformrc");
    form(mirror);
    writeFileSync(
      settings,
      `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
    );
    const { PATH, HOME } = process.env;
    this.#environment = {
      PATH,
      HOME,
      TMPDIR: tmpdir(),
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_CLI_CONFIG_FILE: settings,
      ...CREDENTIAL,
      NF_API_URL: server?.url,
    };
  }

  async write(resources: string): Promise<this> {
    const ours =
      'terraform {\n  required_providers {\n    netfoundry = { source = "netfoundry/netfoundry" }\n  }\n}\n';
    writeFileSync(join(this.root, "main.tf"), (this.server === null ? "" : ours) + resources);
    await this.terraform(["init", "-input=false"]);
    return this;
  }

  /** Runs terraform. Throws when it fails. */
  terraform(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Timed> {
    const env = { ...this.#environment, ...environment };
    return timed(TERRAFORM, [...args, "-no-color"], { cwd: this.root, env }, this.signal);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
