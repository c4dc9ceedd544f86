import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { packageRoot } from "../../src/cli/package-root";
import { terraformPlatform } from "../../src/cli/platform";

const ADDRESS = "registry.terraform.io/netfoundry/netfoundry";

/** Puts a form of the provider into an empty filesystem mirror. */
export type ProviderForm = (mirror: string) => void;

/** The form for Node. The `provider install` of a built checkout makes it. */
export function nodeForm(checkout: string = packageRoot().directory): ProviderForm {
  const cli = join(checkout, "dist/src/cli/main.js");
  if (!existsSync(cli)) throw new Error(`${cli} is missing: run npm ci and npm run build in ${checkout}`);
  return (mirror) =>
    execFileSync(process.execPath, [cli, "provider", "install", "--dir", mirror], { stdio: "pipe" });
}

/**
 * The self-contained form.
 * @param path The zip, a folder with the zip for this platform, or a folder with the unpacked files.
 */
export function selfContainedForm(path: string): ProviderForm {
  if (!statSync(path).isDirectory()) return zipForm(path);
  const zip = readdirSync(path).find((name) => name.endsWith(`_${terraformPlatform()}.zip`));
  return zip === undefined ? (mirror) => unpacked(path, mirror) : zipForm(join(path, zip));
}

/** The files of a folder, and one more file of so many bytes, which terraform must hash too. */
export function paddedForm(folder: string, bytes: number): ProviderForm {
  return (mirror) => {
    const padding = join(unpacked(folder, mirror), "padding");
    writeFileSync(padding, "");
    truncateSync(padding, bytes);
  };
}

/** The number of bytes in the files of a folder. */
export function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

/** The folder where terraform keeps a provider after init. */
export function installedIn(root: string): string {
  return join(root, ".terraform/providers", ADDRESS, packageRoot().version, terraformPlatform());
}

/** Terraform unpacks a zip that is beside its version folders. */
function zipForm(zip: string): ProviderForm {
  return (mirror) => {
    const folder = join(mirror, ADDRESS);
    mkdirSync(folder, { recursive: true });
    copyFileSync(zip, join(folder, basename(zip)));
  };
}

function unpacked(from: string, mirror: string): string {
  const folder = join(mirror, ADDRESS, packageRoot().version, terraformPlatform());
  cpSync(from, folder, { recursive: true, dereference: true });
  return folder;
}
