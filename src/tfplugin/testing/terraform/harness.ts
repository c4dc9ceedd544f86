import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Provider } from "../../define/provider";
import { type ServedProvider, serveInProcess } from "../../serve/serve-in-process";
import { TerraformFolder, type TerraformFolderSettings } from "./terraform-folder";

export interface HarnessSettings extends Omit<TerraformFolderSettings, "header"> {
  /** Stands before every configuration: the provider block. */
  readonly configuration?: string;
}

/** How to compare an imported object with the one in the state. */
export interface VerifyImport {
  /** What to import by. Default: the attribute `id`. */
  readonly id?: string;
  /** Attributes that no import can know, such as a password. */
  readonly ignore?: readonly string[];
}

/**
 * The real terraform, in a folder of its own, with a provider that this process serves. A break point in the
 * provider stops it, and no `terraform init` is needed. `close` removes the folder.
 */
export class TerraformHarness extends TerraformFolder {
  readonly #provider: Provider;
  readonly #served: ServedProvider;
  readonly #settings: TerraformFolderSettings;

  private constructor(provider: Provider, served: ServedProvider, settings: TerraformFolderSettings) {
    super(settings);
    this.#provider = provider;
    this.#served = served;
    this.#settings = settings;
  }

  /** Serves a provider and makes the folder. When the folder cannot be made, nothing is served any more. */
  static async open(
    provider: Provider,
    { configuration = "", environment, ...settings }: HarnessSettings = {},
  ): Promise<TerraformHarness> {
    const served = await serveInProcess(provider);
    const name = provider.address.split("/").at(-1);
    const required = `${name} = { source = ${JSON.stringify(provider.address)} }`;
    try {
      return new TerraformHarness(provider, served, {
        ...settings,
        header: `terraform {\n  required_providers {\n    ${required}\n  }\n}\n${configuration}`,
        environment: { ...environment, TF_REATTACH_PROVIDERS: served.reattach },
      });
    } catch (failure) {
      await served.close();
      throw failure;
    }
  }

  /**
   * @throws Error with the plan, when terraform would change something. It plans with and without a refresh.
   */
  async expectEmptyPlan(): Promise<void> {
    for (const how of ["-refresh=true", "-refresh=false"]) {
      const { code, output } = await this.plan(how);
      if (code === 0) continue;
      throw new Error(`terraform plan ${how} ${code === 2 ? "is not empty" : "failed"}:\n${output}`);
    }
  }

  /**
   * Imports an object of the state once more, into a state of its own, and compares the two.
   * @param address `todo_list.home`. The configuration must have it.
   * @throws Error that names the attributes that differ, or says that there is no id to import by.
   */
  async verifyImport(address: string, { id, ignore = [] }: VerifyImport = {}): Promise<void> {
    const expected = this.stored(address);
    if (expected === undefined) throw new Error(`there is no ${address} in the state`);
    const importId = id ?? expected.id;
    if (importId === undefined || importId === null)
      throw new Error(`${address} has no attribute "id" in the state: give the id to import it by`);
    const { root: _own, ...settings } = this.#settings;
    const other = new TerraformFolder(settings);
    try {
      copyFileSync(join(this.root, "main.tf"), join(other.root, "main.tf"));
      await other.succeed("import", "-input=false", address, String(importId));
      const imported = other.stored(address) ?? {};
      const differences = Object.keys({ ...expected, ...imported })
        .filter((name) => !ignore.includes(name) && !isDeepStrictEqual(expected[name], imported[name]))
        .map((name) => this.#difference(address, name, expected[name], imported[name]));
      if (differences.length > 0) {
        throw new Error(`the import of ${address} differs from the state:\n${differences.join("\n")}`);
      }
    } finally {
      other.remove();
    }
  }

  /** Stops serving the provider, and removes the folder. It destroys no object. */
  async close(): Promise<void> {
    await this.#served.close();
    this.remove();
  }

  #difference(address: string, name: string, expected: unknown, imported: unknown): string {
    const [type = ""] = address.split(".");
    const isSecret = this.#provider.resources[type]?.schema.attributes[name]?.sensitive === true;
    if (isSecret) return `  ${name} (sensitive)`;
    return `  ${name}: ${JSON.stringify(expected)} in the state, ${JSON.stringify(imported)} imported`;
  }
}
