import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Example } from "./example";
import type { QuickstartServer } from "./server";
import type { Workspace } from "./workspace";

/**
 * Writes the variables with which a shell continues after the quickstart. Only the owner can read the file.
 */
export async function writeEnvironmentFile(
  workspace: Workspace,
  provider: Readonly<Record<string, string>>,
): Promise<void> {
  const variables = { ...provider, TF_CLI_CONFIG_FILE: workspace.cliConfigurationFile };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${shellQuoted(value)}`);
  await writeFile(workspace.environmentFile, `${lines.join("\n")}\n`, { mode: 0o600 });
}

/** Three things to try, as commands to paste. `command` is how the user called this program. */
export function nextSteps(
  workspace: Workspace,
  server: QuickstartServer,
  example: Example,
  command: string,
  terraform: string,
): string {
  const source = `. ${workspace.relativePath(workspace.environmentFile)}`;
  const stack = workspace.relativePath(workspace.stack);
  return `Three things to try next

1. Look around. Start the server again on the same data and open its console.
   The credential to sign in with is in ${workspace.relativePath(workspace.environmentFile)}:

     ${source}
     ${command} serve --port ${new URL(server.url).port} \\
       --database ${workspace.relativePath(workspace.database)}

     ${server.console}

${changeStep(workspace, example, source, `${terraform} -chdir=${stack} plan`)}

3. Use the provider in a configuration of your own:

     ${command} provider install

The README says how to do the same against a real NetFoundry network.
`;
}

function changeStep(workspace: Workspace, example: Example, source: string, plan: string): string {
  if (example.program === null) {
    return `2. Change something. With the server running, edit
   ${workspace.relativePath(join(workspace.stack, "cdk.tf.json"))}
   and see in a second terminal what it would do:

     ${source}
     ${plan}

   A TypeScript program wrote this file. To change that instead, install
   cdktf and constructs and begin with a copy of
   ${workspace.relativePath(example.source)}`;
  }
  return `2. Change something. With the server running, edit
   ${workspace.relativePath(example.source)} and see in a second terminal what it would do:

     ${source}
     npm run build
     CDKTF_OUTDIR=${workspace.relativePath(workspace.synthesized)} \\
       node ${workspace.relativePath(example.program)}
     ${plan}`;
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
