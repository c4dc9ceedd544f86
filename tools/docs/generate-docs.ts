import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packageRoot } from "../../src/cli/package-root";
import { netfoundry } from "../../src/provider/provider";
import { exitWith } from "../exit-with";
import { Examples } from "./examples";
import { pageText } from "./page";
import { GENERATED_FOLDERS, providerPages } from "./provider-pages";
import { writeSchemas } from "./write-schemas";

/**
 * Writes the reference pages of the provider in the registry's format, from its schemas and from `examples/`.
 * Empties the folders of generated pages first. Leaves pages written by hand alone, such as those in
 * `guides/`. Throws when an example is missing.
 */
export async function generateDocs(folder: string, examples: string): Promise<void> {
  const pages = providerPages(netfoundry, new Examples(examples));
  for (const generated of GENERATED_FOLDERS)
    await rm(join(folder, generated), { recursive: true, force: true });
  for (const page of pages) {
    const file = join(folder, page.path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, pageText(page));
  }
}

if (require.main === module) {
  const { directory } = packageRoot();
  const docs = join(directory, "docs");
  void exitWith(
    generateDocs(docs, join(directory, "examples")).then(() => writeSchemas(join(docs, "schemas"))),
  );
}
