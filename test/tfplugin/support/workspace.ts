import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { isAlive } from "../../support/processes";
import { temporaryFolder } from "../../support/temporary-folder";
import { TerraformFolder } from "../../support/terraform-folder";

const VERSION = "1.2.3";
const EXECUTABLE = `terraform-provider-shelf_v${VERSION}`;

/** A terraform folder for the shelf, with its API. */
export class Workspace extends TerraformFolder {
  readonly api = join(this.root, "api");
  readonly processes: string;

  constructor(environment: NodeJS.ProcessEnv = {}) {
    const processes = temporaryFolder();
    super({ environment: { SHELF_PROCESSES: processes, ...environment } });
    this.processes = processes;
  }

  /** Puts the provider, bundled as it would be shipped, where `terraform init` and `tofu init` find it. */
  installProvider(): this {
    const { platform, arch } = process;
    const target = `${platform}_${{ x64: "amd64", ia32: "386" }[arch as string] ?? arch}`;
    const outfile = join(this.#versionFolder, target, EXECUTABLE);
    buildSync({
      entryPoints: [join(__dirname, "shelf-main.ts")],
      bundle: true,
      platform: "node",
      target: "node20",
      banner: { js: "#!/usr/bin/env node" },
      outfile,
    });
    chmodSync(outfile, 0o755);
    cpSync(join(this.mirror, "registry.terraform.io"), join(this.mirror, "registry.opentofu.org"), {
      recursive: true,
    });
    return this;
  }

  /** The executable that terraform starts. */
  get provider(): string {
    return join(this.#versionFolder, readdirSync(this.#versionFolder)[0] ?? "", EXECUTABLE);
  }

  /** Writes the configuration, and adds the provider block. */
  override configure(resources: string): this {
    const provider = `
      terraform {
        required_providers {
          shelf = { source = "example/shelf" }
        }
      }
      provider "shelf" {
        directory = ${JSON.stringify(this.api)}
      }
    `;
    return super.configure(provider + resources);
  }

  /** The object that the API has under an id. */
  book(id: string): Record<string, unknown> | undefined {
    const file = join(this.api, `${id}.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  }

  changeBook(id: string, change: Record<string, unknown>): void {
    writeFileSync(join(this.api, `${id}.json`), JSON.stringify({ ...this.book(id), ...change }));
  }

  removeBook(id: string): void {
    rmSync(join(this.api, `${id}.json`));
  }

  /** The provider processes of this workspace that still run. */
  providersAlive(): readonly number[] {
    return readdirSync(this.processes).map(Number).filter(isAlive);
  }

  /** Sockets that providers of this workspace left behind. */
  socketsLeft(): readonly string[] {
    return readdirSync(this.temporary).filter((name) => name.startsWith("tf-"));
  }

  get #versionFolder(): string {
    return join(this.mirror, "registry.terraform.io/example/shelf", VERSION);
  }
}
