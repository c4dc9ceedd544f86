import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Example } from "./example";
import type { QuickstartServer } from "./server";
import type { Workspace } from "./workspace";

/** Writes what a shell needs to go on where the quickstart ended. Readable by its owner alone. */
export async function writeEnvironmentFile(
  workspace: Workspace,
  provider: Readonly<Record<string, string>>,
): Promise<void> {
  const variables = { ...provider, TF_CLI_CONFIG_FILE: workspace.cliConfigurationFile };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${shellQuoted(value)}`);
  await writeFile(workspace.environmentFile, `${lines.join("\n")}\n`, { mode: 0o600 });
}

/** Three things to try, as commands that can be pasted. `command` is how this program was called. */
export function nextSteps(
  workspace: Workspace,
  server: QuickstartServer,
  example: Example,
  command: string,
  terraform: string,
): string {
  const source = `. ${workspace.shown(workspace.environmentFile)}`;
  const stack = workspace.shown(workspace.stack);
  return `Three things to try next

1. Look around. Start the server again on the same data and open its console.
   The credential to sign in with is in ${workspace.shown(workspace.environmentFile)}:

     ${source}
     ${command} serve --port ${new URL(server.url).port} \\
       --database ${workspace.shown(workspace.database)}

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
   ${workspace.shown(join(workspace.stack, "cdk.tf.json"))}
   and see in a second terminal what it would do:

     ${source}
     ${plan}

   A TypeScript program wrote this file. To change that instead, install
   cdktf and constructs and begin with a copy of
   ${workspace.shown(example.source)}`;
  }
  return `2. Change something. With the server running, edit
   ${workspace.shown(example.source)} and see in a second terminal what it would do:

     ${source}
     npm run build
     CDKTF_OUTDIR=${workspace.shown(workspace.synthesized)} \\
       node ${workspace.shown(example.program)}
     ${plan}`;
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
