/** The part of the first page that says what each form of the provider needs, and what was not tried. */
export const REQUIREMENTS = `## What it needs

The provider comes in two forms of the same version. Both do the same.

| form | where it comes from | what it needs |
| --- | --- | --- |
| self-contained | the zips for Linux (x64, arm64), macOS (x64, arm64) and Windows (x64) | nothing but \`terraform\` and, on Unix, \`/bin/sh\`; on Linux glibc 2.28 |
| needs Node | \`netfoundry-scim provider install\`, and the zips for other platforms such as FreeBSD | \`node\` 20.19 or later on the \`PATH\` |

On Alpine (and so in the image \`hashicorp/terraform\`) the Node of the self-contained form cannot run, because there is no
glibc. The form then takes the \`node\` of the \`PATH\`: \`apk add nodejs\` installs it.

The two forms have different checksums. Where a team uses both, put both into \`.terraform.lock.hcl\`: the guide
[Installing the provider](guides/installation.md) shows how.

The self-contained form was tried on Linux x64. Those for Linux arm64, macOS and Windows are made in the same way, but
were not tried. The executable for Windows carries no signature.`;
