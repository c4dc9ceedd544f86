/** The section of the first page on what each form of the provider needs, and what was not tried. */
export const REQUIREMENTS = `## What it needs

The provider comes in two forms of the same version. Both do the same.

| form | where it comes from | what it needs |
| --- | --- | --- |
${row(
  "self-contained",
  "the zips for Linux (x64, arm64), macOS (x64, arm64) and Windows (x64)",
  "only `terraform`; on Unix also `/bin/sh`, on Linux also glibc 2.28 and libstdc++",
)}
${row(
  "needs Node",
  "`netfoundry-scim provider install`, and the zips for FreeBSD",
  "`node` 20.19 or later on the `PATH`",
)}

Alpine has no glibc, so the Node of the self-contained form cannot run there. That includes the image
\`hashicorp/terraform\`. The form then takes the \`node\` of the \`PATH\`. \`apk add nodejs\` installs one.

The two forms have different checksums. If a team uses both, put both into \`.terraform.lock.hcl\`. The guide
[Installing the provider](guides/installation.md) shows how.

The self-contained form was tried on Linux x64. The form for Linux arm64 was tried in an emulator (QEMU), and
the one for Windows in Wine, but neither on a machine of its own. The form for macOS was not tried. The
executable for Windows has no signature.`;

function row(...cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
