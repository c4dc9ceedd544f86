import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The folders of `examples/` that hold the pages' examples, and the main file of each. */
export const EXAMPLE_FILES = {
  resources: "resource.tf",
  "data-sources": "data-source.tf",
  "ephemeral-resources": "ephemeral-resource.tf",
  functions: "function.tf",
  "list-resources": "list-resource.tfquery.hcl",
  actions: "action.tf",
} as const;

export type ExampleKind = keyof typeof EXAMPLE_FILES;

/** Reads the examples of a package. */
export class Examples {
  constructor(private readonly folder: string) {}

  /** The example of the provider block. Throws when it is missing. */
  provider(): string {
    return this.#read("provider/provider.tf");
  }

  /** The example of one type or function. Throws when it is missing. */
  of(kind: ExampleKind, name: string): string {
    return this.#read(join(kind, name, EXAMPLE_FILES[kind]));
  }

  /** The import block and the import command of a resource. Throws when one is missing. */
  importOf(name: string): { readonly block: string; readonly command: string } {
    return {
      block: this.#read(join("resources", name, "import.tf")),
      command: this.#read(join("resources", name, "import.sh")),
    };
  }

  #read(path: string): string {
    const file = join(this.folder, path);
    if (!existsSync(file)) throw new Error(`examples/${path} is missing; every page shows an example`);
    return readFileSync(file, "utf8");
  }
}
