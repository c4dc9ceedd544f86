import type { AdoptedNetwork } from "../../as-code/model/adopted";
import { MAIN_KINDS } from "../../as-code/model/kind";
import { asResources } from "../../as-code/typescript/plan";
import type { GeneratedFile } from "../generated-file";
import { importsFile, mainFile, projectFiles } from "./app-files";
import { kindFile, objectsOf } from "./kind-file";

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
