import { CliError } from "./errors/cli-error";

const SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: "linux",
  darwin: "darwin",
  freebsd: "freebsd",
  openbsd: "openbsd",
  win32: "windows",
};
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: "amd64",
  arm64: "arm64",
  ia32: "386",
  arm: "arm",
};

/** The platforms of the form that needs Node. All of them get the same bytes. */
export const NODE_PLATFORMS: readonly string[] = ["linux", "darwin", "freebsd"].flatMap((system) => [
  `${system}_amd64`,
  `${system}_arm64`,
]);

/**
 * The platform in Terraform's spelling: `linux_amd64`.
 * @throws CliError for a platform that Terraform has no name for.
 */
export function terraformPlatform(
  platform: NodeJS.Platform = process.platform,
  architecture: string = process.arch,
): string {
  const system = SYSTEMS[platform];
  const processor = ARCHITECTURES[architecture];
  if (system === undefined || processor === undefined) {
    throw new CliError(
      `Terraform has no name for the platform ${platform}/${architecture}, so no provider can be installed`,
    );
  }
  return `${system}_${processor}`;
}
