import { listOf, objectOf } from "./loose";

/** What the expressions of the configuration in the plan refer to, in the same module. */
export interface References {
  /** Addresses of our blocks that an attribute refers to. */
  of(block: string, attribute: string): readonly string[];
  /** The attributes that a block sets in the configuration, and what each refers to as Terraform lists it. */
  inBlock(block: string): ReadonlyMap<string, readonly string[]>;
  /** Whether a block runs programs of the configuration when its object is made or destroyed. */
  hasProvisioners(block: string): boolean;
  /** What an output of the root module refers to, as Terraform lists it. */
  inOutput(name: string): readonly string[];
}

interface ModuleJson {
  readonly resources?: unknown;
  readonly module_calls?: unknown;
}

interface Block {
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  readonly hasProvisioners: boolean;
}

type Blocks = Map<string, Block>;

/** Reads `configuration` of a plan. What has another shape than expected counts as no reference. */
export function readReferences(configuration: unknown): References {
  const root = objectOf(objectOf(configuration).root_module);
  const blocks: Blocks = new Map();
  readModule(root, "", blocks);
  const outputs = objectOf(root.outputs);
  const inBlock = (block: string) => blocks.get(block)?.attributes ?? new Map<string, readonly string[]>();
  return {
    of: (block, attribute) => [...new Set((inBlock(block).get(attribute) ?? []).flatMap(blockOf))],
    inBlock,
    hasProvisioners: (block) => blocks.get(block)?.hasProvisioners === true,
    inOutput: (name) => referencesIn(objectOf(outputs[name]).expression),
  };
}

function readModule(module: ModuleJson, prefix: string, blocks: Blocks): void {
  for (const resource of listOf(module.resources)) {
    const { mode, type, name, expressions, provisioners } = objectOf(resource);
    if (mode !== "managed" || typeof type !== "string" || typeof name !== "string") continue;
    const attributes = Object.entries(objectOf(expressions)).map(
      ([attribute, expression]) =>
        [attribute, referencesIn(expression).map((reference) => prefix + reference)] as const,
    );
    blocks.set(`${prefix}${type}.${name}`, {
      attributes: new Map(attributes),
      hasProvisioners: listOf(provisioners).length > 0,
    });
  }
  for (const [name, call] of Object.entries(objectOf(module.module_calls))) {
    readModule(objectOf(objectOf(call).module), `${prefix}module.${name}.`, blocks);
  }
}

function referencesIn(expression: unknown): string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  return Object.entries(objectOf(expression)).flatMap(([name, part]) =>
    name === "references" && Array.isArray(part)
      ? part.filter((one) => typeof one === "string")
      : referencesIn(part),
  );
}

/** `netfoundry_jwt_signer.idp` of `netfoundry_jwt_signer.idp[0].id`; nothing for what is none of ours. */
function blockOf(reference: string): string[] {
  const found = /^((?:module\.[\w-]+\.)*netfoundry_\w+\.[\w-]+)/.exec(reference)?.[1];
  return found === undefined ? [] : [found];
}
