import { listOf, objectOf } from "./loose";

/** Which resources the attributes of a block refer to, by the configuration in the plan. */
export interface References {
  /** Addresses of the blocks that an attribute refers to, in the same module. */
  of(block: string, attribute: string): readonly string[];
}

interface ModuleJson {
  readonly resources?: unknown;
  readonly module_calls?: unknown;
}

/** Reads `configuration` of a plan. What has another shape than expected counts as no reference. */
export function readReferences(configuration: unknown): References {
  const found = new Map<string, readonly string[]>();
  readModule(objectOf(objectOf(configuration).root_module), "", found);
  return { of: (block, attribute) => found.get(`${block} ${attribute}`) ?? [] };
}

function readModule(module: ModuleJson, prefix: string, found: Map<string, readonly string[]>): void {
  for (const resource of listOf(module.resources)) {
    const { mode, type, name, expressions } = objectOf(resource);
    if (mode !== "managed" || typeof type !== "string" || typeof name !== "string") continue;
    for (const [attribute, expression] of Object.entries(objectOf(expressions))) {
      const targets = new Set(referencesIn(expression).flatMap(blockOf));
      if (targets.size === 0) continue;
      found.set(
        `${prefix}${type}.${name} ${attribute}`,
        [...targets].map((target) => prefix + target),
      );
    }
  }
  for (const [name, call] of Object.entries(objectOf(module.module_calls))) {
    readModule(objectOf(objectOf(call).module), `${prefix}module.${name}.`, found);
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
  const found = /^(netfoundry_\w+\.[\w-]+)/.exec(reference)?.[1];
  return found === undefined ? [] : [found];
}
