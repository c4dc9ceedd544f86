const INSTANCE_KEY = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g;

/** The address of the block: an instance's address without its keys. */
export function blockAddress(address: string): string {
  return address.replace(INSTANCE_KEY, "");
}

/** The key at the end of an address, with its brackets; empty when there is none. */
export function instanceKey(address: string): string {
  return /\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/.exec(address)?.[0] ?? "";
}
