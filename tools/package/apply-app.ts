import { STACK } from "./app-project";
import type { Consumer } from "./consumer";
import type { Flavour } from "./flavours";
import { serving } from "./serving";

const TERRAFORM = process.env.TERRAFORM_BIN || "terraform";
/** The commands of a framework's command line that are run. */
export const STEPS = "synth, diff, deploy, output, destroy";

/** Installs the provider as its users do, and hands over the app beside a server of the installed package. */
export async function withServer(app: Consumer, work: (served: Consumer) => Promise<void>): Promise<void> {
  const installed = await app.run("npx", ["netfoundry-scim", "provider", "install"]);
  await app.write("terraform.rc", installed.output);
  const credential = { NF_CLIENT_ID: "app", NF_CLIENT_SECRET: "chosen-for-one-run" };
  const settings = { ...credential, TF_CLI_CONFIG_FILE: `${app.folder}/terraform.rc` };
  await serving(app.with(credential), ({ url }) => work(app.with({ ...settings, NF_API_URL: url })));
}

/** Applies and destroys the synthesized stack with terraform. Throws when a second plan is not empty. */
export async function applyByTerraform(app: Consumer): Promise<void> {
  const terraform = (...args: string[]) => app.run(TERRAFORM, [`-chdir=${STACK}`, ...args]);
  await terraform("init", "-input=false");
  await terraform("apply", "-input=false", "-auto-approve");
  await terraform("plan", "-input=false", "-detailed-exitcode");
  await terraform("destroy", "-input=false", "-auto-approve");
}

/** The same by the framework's own command line. Throws when a command does not say what it should. */
export async function applyByCommandLine(app: Consumer, { framework, commandLine }: Flavour): Promise<void> {
  await app.install("--save-dev", commandLine);
  const run = async (says: RegExp, ...args: string[]) => {
    const { output } = await app.run("npx", [framework, ...args]);
    if (!says.test(output))
      throw new Error(`${framework} ${args.join(" ")} does not say ${says}:\n${output}`);
  };
  // The provider is in no registry. Without the option, the first command that finds no lock file of
  // terraform in the stack's folder asks a registry for its checksums. The later commands show that they
  // need no option.
  await run(/stacks: quickstart/, "synth");
  await run(/5 to add, 0 to change, 0 to destroy/, "diff", "quickstart", "--skip-provider-lock");
  await run(/5 added, 0 changed, 0 destroyed/, "deploy", "quickstart", "--auto-approve");
  await run(/integration_url =\s+http/, "output", "quickstart");
  await run(/No changes/, "diff", "quickstart");
  await run(/5 destroyed/, "destroy", "quickstart", "--auto-approve");
}
