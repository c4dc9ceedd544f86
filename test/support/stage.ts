import { netfoundry } from "../../src/provider/provider";
import { type RunningServer, type ServeOptions, startServer } from "../../src/server/serve";
import { type ServedProvider, serveInProcess } from "../../src/tfplugin";
import type { TerraformFolderSettings } from "../../src/tfplugin/testing/terraform/terraform-folder";
import { Administrator } from "./administrator";
import { Gate } from "./fake-api/gate";
import { CLIENT_ID, CLIENT_SECRET } from "./served";
import { temporaryDatabase, temporaryFolder } from "./temporary-folder";
import { REQUIRE_NETFOUNDRY, TerraformFolder } from "./terraform-folder";

/** What `Administrator` signs in with too. */
const CREDENTIAL = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };

/** Another provider: its line among the required providers, and its TF_REATTACH_PROVIDERS. */
interface Beside {
  readonly requires: string;
  readonly reattach: string;
}

/** The provider and the reference server in this process, with a gate between them. */
export class Stage {
  readonly gate = new Gate();
  #served: ServedProvider | null = null;
  #server: RunningServer | null = null;

  async open(options: Partial<ServeOptions> = {}): Promise<this> {
    await this.gate.open();
    this.#server = await startServer({
      host: "127.0.0.1",
      port: 0,
      database: temporaryDatabase(),
      ...CREDENTIAL,
      log: { write: () => {} },
      ...options,
    });
    this.gate.leadTo(this.#server.url);
    await this.startProvider();
    return this;
  }

  get networkId(): string {
    return this.#server?.networkId ?? "";
  }

  /** The address of the server behind the gate. */
  get serverUrl(): string {
    return this.#server?.url ?? "";
  }

  /** The value of TF_REATTACH_PROVIDERS for the provider of this process. */
  get reattach(): string {
    return this.#served?.reattach ?? "{}";
  }

  /** Somebody who changes things without Terraform. */
  get administrator(): Administrator {
    return new Administrator({ url: this.gate.url, networkId: this.networkId });
  }

  /**
   * A folder for the real terraform, which uses the provider of this process.
   * @param settings lines of the provider block. They take the place of the usual ones, which name the gate
   *   and repeat nothing.
   * @param beside another provider of this process that the configuration uses.
   */
  space(settings = "", beside: Beside = { requires: "", reattach: "{}" }): TerraformFolder {
    const required = REQUIRE_NETFOUNDRY.replace(" }\n  }", ` }\n    ${beside.requires}\n  }`);
    return new TerraformFolder({
      header: required + providerBlock(this.gate.url, settings),
      ...this.providerSettings(JSON.parse(beside.reattach)),
    });
  }

  /** Settings of the provider for the server of this stage. */
  get environment(): Readonly<Record<string, string>> {
    return {
      NF_API_URL: this.gate.url,
      NF_CLIENT_ID: CREDENTIAL.clientId,
      NF_CLIENT_SECRET: CREDENTIAL.clientSecret,
    };
  }

  /**
   * A folder for a configuration with its own provider block. The account is in this process's environment.
   */
  emptySpace(root = temporaryFolder()): TerraformFolder {
    return new TerraformFolder({ root, environment: { TF_REATTACH_PROVIDERS: this.#served?.reattach } });
  }

  async close(): Promise<void> {
    await this.#served?.close();
    await this.#server?.close();
    await this.gate.close();
  }

  protected async startProvider(): Promise<void> {
    this.#served = await serveInProcess(netfoundry);
  }

  /** How terraform finds the provider. */
  protected providerSettings(reattach: object): TerraformFolderSettings {
    const own = JSON.parse(this.reattach);
    return { environment: { TF_REATTACH_PROVIDERS: JSON.stringify({ ...own, ...reattach }) } };
  }
}

/** The provider block. A setting among `more` takes the place of the usual one. */
function providerBlock(url: string, more: string): string {
  const usual = {
    api_url: url,
    client_id: CREDENTIAL.clientId,
    client_secret: CREDENTIAL.clientSecret,
    max_retries: 0,
  };
  const kept = Object.entries(usual).filter(([name]) => !new RegExp(`^\\s*${name}\\s*=`, "m").test(more));
  const lines = kept.map(([name, value]) => `  ${name} = ${JSON.stringify(value)}\n`);
  return `\nprovider "netfoundry" {\n${lines.join("")}  ${more}\n}\n`;
}
