import { CliError } from "./cli-error";

const SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: "linux",
  darwin: "darwin",
  freebsd: "freebsd",
  openbsd: "openbsd",
};
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: "amd64",
  arm64: "arm64",
  ia32: "386",
  arm: "arm",
};

/**
 * The platform in Terraform's words, as in `linux_amd64`. Throws CliError where the provider cannot be started:
 * it is a script, which Windows does not execute.
 */
export function terraformPlatform(
  platform: NodeJS.Platform = process.platform,
  architecture: string = process.arch,
): string {
  const system = SYSTEMS[platform];
  const processor = ARCHITECTURES[architecture];
  if (platform === "win32") {
    throw new CliError(
      "the provider is a Node script, which Windows cannot start as a plugin; use WSL instead",
    );
  }
  if (system === undefined || processor === undefined) {
    throw new CliError(
      `Terraform has no name for the platform ${platform}/${architecture}, so no provider can be installed`,
    );
  }
  return `${system}_${processor}`;
}
