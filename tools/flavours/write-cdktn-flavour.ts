import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packageRoot } from "../../src/cli/package-root";
import { exitWith } from "../exit-with";
import { toCdktn } from "./to-cdktn";

const { directory } = packageRoot();
const CDKTF = join(directory, "dist", "constructs");
const CDKTN = join(directory, "dist", "constructs-cdktn");

/**
 * Writes the constructs for cdktn beside the compiled ones for cdktf: the same JavaScript and declarations,
 * with the other framework's name. Source maps are left out.
 */
async function writeCdktnFlavour(): Promise<void> {
  await rm(CDKTN, { recursive: true, force: true });
  for (const file of await readdir(CDKTF, { recursive: true })) {
    if (!/\.(js|d\.ts)$/.test(file)) continue;
    const code = (await readFile(join(CDKTF, file), "utf8")).replace(/^\/\/# sourceMappingURL=.*\n?/m, "");
    await mkdir(dirname(join(CDKTN, file)), { recursive: true });
    await writeFile(join(CDKTN, file), toCdktn(code));
  }
}

if (require.main === module) void exitWith(writeCdktnFlavour());
