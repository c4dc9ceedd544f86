import { copyFileSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { PROVIDER_ADDRESSES } from "../../src/cli/provider/mirror";
import { temporaryFolder } from "../support/temporary-folder";

/** A mirror that holds a zip of the provider, packed, under the address of each registry. */
export function packedMirror(zip: string): string {
  const mirror = temporaryFolder();
  for (const address of PROVIDER_ADDRESSES) {
    mkdirSync(join(mirror, address), { recursive: true });
    copyFileSync(zip, join(mirror, address, basename(zip)));
  }
  return mirror;
}
