import { existsSync, readFileSync } from "node:fs";

/** One object in a state file. */
export interface StoredInstance {
  readonly attributes: Record<string, unknown>;
  readonly status?: "tainted";
}

interface StoredResource {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly instances: readonly (StoredInstance & { readonly index_key?: string | number })[];
}

const ADDRESS = /^(?<type>\w+)\.(?<name>[\w-]+)(?:\[(?<key>.+)\])?$/;

/**
 * A resource of a `terraform.tfstate`.
 * @param address `type.name`, `type.name[0]` or `type.name["key"]`.
 * @returns undefined when the file has none.
 */
export function storedInstance(stateFile: string, address: string): StoredInstance | undefined {
  const { type, name, key } = ADDRESS.exec(address)?.groups ?? {};
  if (type === undefined) throw new Error(`${address} is no address of a resource`);
  if (!existsSync(stateFile)) return undefined;
  const { resources }: { resources: StoredResource[] } = JSON.parse(readFileSync(stateFile, "utf8"));
  const found = resources.find((one) => one.mode === "managed" && one.type === type && one.name === name);
  const index = key === undefined ? undefined : JSON.parse(key);
  return found?.instances.find(({ index_key }) => index_key === index);
}
