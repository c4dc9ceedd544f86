import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { netfoundry } from "../../../src/provider/provider";
import { type RunningServer, startServer } from "../../../src/server/serve";
import { type ServedProvider, serveInProcess } from "../../../src/tfplugin";
import { CLIENT_ID, CLIENT_SECRET } from "../../flows/harness";
import { Administrator } from "../../flows/management";
import { words } from "../../tfplugin/support/words";
import { Workspace } from "../../tfplugin/support/workspace";
import { Gate } from "./gate";

/** What `Administrator` signs in with too. */
const CREDENTIAL = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };

/** The provider and the reference server in this process, with a gate between them. */
export class Stage {
  readonly gate = new Gate();
  readonly #folder = mkdtempSync(join(tmpdir(), "checklist-"));
  #served: ServedProvider | null = null;
  #server: RunningServer | null = null;
  readonly #spaces: Space[] = [];

  async open(now: () => Date = () => new Date()): Promise<this> {
    await this.gate.open();
    this.#server = await startServer({
      host: "127.0.0.1",
      port: 0,
      database: join(this.#folder, "server.sqlite"),
      ...CREDENTIAL,
      clock: now,
      log: { write: () => {} },
    });
    this.gate.leadTo(this.#server.url);
    this.#served = await serveInProcess(netfoundry);
    return this;
  }

  get networkId(): string {
    return this.#server?.networkId ?? "";
  }

  /** Somebody who changes things past Terraform, and past the gate's notes. */
  get administrator(): Administrator {
    return new Administrator({ url: this.gate.url, networkId: this.networkId });
  }

  /** A folder for the real terraform, which uses the provider of this process. */
  space(settings = ""): Space {
    const environment = { TF_REATTACH_PROVIDERS: this.#served?.reattach ?? "" };
    const space = new Space(environment, providerBlock(this.gate.url, settings));
    this.#spaces.push(space);
    return space;
  }

  async close(): Promise<void> {
    for (const space of this.#spaces) space.remove();
    await this.#served?.close();
    await this.#server?.close();
    await this.gate.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function providerBlock(url: string, settings = ""): string {
  return `
provider "netfoundry" {
  api_url       = "${url}"
  client_id     = "${CREDENTIAL.clientId}"
  client_secret = "${CREDENTIAL.clientSecret}"
  max_retries   = 0
  ${settings}
}
`;
}

/** One resource of a plan, as `terraform show -json` tells it. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Record<string, unknown> | null;
    readonly after: Record<string, unknown> | null;
    readonly after_unknown: Record<string, unknown>;
    readonly replace_paths?: readonly (readonly string[])[];
  };
}

/** A folder with a configuration of this provider and the real terraform at work in it. */
export class Space extends Workspace {
  constructor(
    environment: NodeJS.ProcessEnv,
    private readonly block: string,
  ) {
    super(environment);
  }

  /** Writes `main.tf`; the provider's block is added. */
  override configure(resources: string): this {
    const required =
      'terraform {\n  required_providers {\n    netfoundry = { source = "netfoundry/netfoundry" }\n  }\n}\n';
    writeFileSync(join(this.root, "main.tf"), required + this.block + resources);
    return this;
  }

  /** Runs terraform and expects exit 0; gives the output with line breaks and frames folded away. */
  async succeeds(...args: string[]): Promise<string> {
    const { code, output } = await this.terraform(...args);
    if (code !== 0) throw new Error(`terraform ${args.join(" ")} ended with ${code}:\n${output}`);
    return words(output);
  }

  /** Runs terraform and expects it to fail; gives the error like `succeeds`. */
  async fails(...args: string[]): Promise<string> {
    const { code, output } = await this.terraform(...args);
    if (code === 0) throw new Error(`terraform ${args.join(" ")} succeeded:\n${output}`);
    return words(output);
  }

  apply(resources?: string, ...args: string[]): Promise<string> {
    if (resources !== undefined) this.configure(resources);
    return this.succeeds("apply", "-auto-approve", "-input=false", ...args);
  }

  failApply(resources?: string, ...args: string[]): Promise<string> {
    if (resources !== undefined) this.configure(resources);
    return this.fails("apply", "-auto-approve", "-input=false", ...args);
  }

  /** The exit code of a plan: 0 nothing to do, 2 something. */
  async planCode(...args: string[]): Promise<number | null> {
    const { code, output } = await this.terraform("plan", "-input=false", "-detailed-exitcode", ...args);
    if (code === 1) throw new Error(`terraform plan failed:\n${output}`);
    return code;
  }

  /** Plans, saves the plan under a name, and gives what it would do to each resource. */
  async planned(resources?: string, name = "saved", ...args: string[]): Promise<readonly PlannedChange[]> {
    if (resources !== undefined) this.configure(resources);
    await this.succeeds("plan", "-input=false", `-out=${name}`, ...args);
    return this.changesOf(name);
  }

  async changesOf(name: string): Promise<readonly PlannedChange[]> {
    const { output } = await this.terraform("show", "-json", name);
    return JSON.parse(output).resource_changes ?? [];
  }
}

/** The change of one resource. Throws when the plan does not name it. */
export function changeOf(changes: readonly PlannedChange[], address: string): PlannedChange["change"] {
  const found = changes.find((one) => one.address === address);
  if (found === undefined) throw new Error(`no ${address} among ${changes.map((one) => one.address)}`);
  return found.change;
}
