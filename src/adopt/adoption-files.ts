import type { AdoptedNetwork } from "../as-code/model/adopted";
import type { GeneratedFile } from "./generated-file";
import { hclFiles } from "./hcl/hcl-files";
import { type Form, readme } from "./next-steps";
import { typescriptFiles } from "./typescript/typescript-files";

/** Every file of the configuration of a network, with a page that says what to run. */
export function adoptionFiles(network: AdoptedNetwork, form: Form): readonly GeneratedFile[] {
  const write = form.isHcl ? hclFiles : typescriptFiles;
  const files = write(network, form.byIdentity);
  return [...files, { name: "README.md", content: readme(network, form) }];
}
