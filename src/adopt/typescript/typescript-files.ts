import type { GeneratedFile } from "../generated-file";
import type { AdoptedNetwork } from "../model/adopted";
import { MAIN_KINDS } from "../model/kind";
import { importsFile, mainFile, projectFiles } from "./app-files";
import { kindFile, objectsOf } from "./kind-file";
import { asResources } from "./plan";

/** The configuration of a network as a TypeScript app: one module per kind, and one for the imports. */
export function typescriptFiles(network: AdoptedNetwork, byIdentity: boolean): readonly GeneratedFile[] {
  const kinds = MAIN_KINDS.filter((kind) => objectsOf(network, kind).length > 0);
  const written = asResources(network);
  return [
    ...projectFiles(),
    mainFile(network, kinds, byIdentity),
    ...kinds.map((kind) => kindFile(network, kind, written)),
    importsFile(network, kinds, byIdentity),
  ];
}
