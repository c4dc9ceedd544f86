import type { AdoptedNetwork } from "../as-code/model/adopted";
import { counted } from "../as-code/model/kind";
import { quotedName, unicodeEscape, visible } from "../as-code/model/visible";
import { TOKEN_ADOPTION } from "./token-adoption";
import { STACK } from "./typescript/app-files";

/** How a configuration is written. */
export interface Form {
  readonly isHcl: boolean;
  /** Whether Terraform imports by resource identity. */
  readonly byIdentity: boolean;
}

/** What was adopted and what was not, as lines. */
export function summary(network: AdoptedNetwork): string {
  const { signers, policies, integrations } = network;
  const tokens = integrations.filter(({ token }) => token !== null).length;
  const mappings = integrations.filter(({ mapping }) => mapping !== null).length;
  const counts = [
    counted("signer", signers.length),
    counted("policy", policies.length),
    ...(network.place.networkId === null
      ? []
      : [
          counted("integration", integrations.length),
          counted("mapping", mappings),
          counted("token", tokens),
        ]),
  ];
  return `Adopted ${counts.join(", ")}.\n${leftOutLines(network).join("")}`;
}

/** The commands that follow, from the folder in which the files were written. */
export function nextSteps({ isHcl }: Form, directory: string | null): string {
  const enter = directory === null ? [] : [`cd ${shellQuoted(directory)}`];
  const chdir = `-chdir=cdktf.out/stacks/${STACK} `;
  const synthesize = isHcl ? [] : ["npm install", "npm run synth"];
  const terraform = (command: string) => `terraform ${isHcl ? "" : chdir}${command}`;
  const commands = [
    ...enter,
    ...synthesize,
    terraform("init"),
    `${terraform("plan")}    # imports only`,
    terraform("apply"),
  ];
  return commands.map((line) => `  ${line}\n`).join("");
}

/** The page beside the files. */
export function readme(network: AdoptedNetwork, form: Form): string {
  const hasSlot = network.integrations.some(({ token }) => token !== null);
  const left = leftOutLines(network);
  const afterwards = form.isHcl
    ? "After the first apply, delete `imports.tf`."
    : "After the first apply, delete `imports.ts`, and its two lines in `main.ts`.";
  return [
    "# A network as code\n",
    "`netfoundry-scim adopt` wrote these files from the live network. The first plan holds imports only.\n" +
      "The second one is empty.\n",
    "The variables of the provider say who signs in, as they did for the adoption. Terraform finds the\n" +
      "provider where `netfoundry-scim provider install` put it:\n",
    "```sh\nnpx netfoundry-scim provider install > netfoundry.tfrc\n" +
      "export TF_CLI_CONFIG_FILE=$PWD/netfoundry.tfrc\n```\n",
    "Then, in this folder:\n",
    `\`\`\`sh\n${nextSteps(form, null).replaceAll(/^ {2}/gm, "")}\`\`\`\n`,
    `${afterwards} The state\nholds secrets as soon as a token is minted, so keep it out of git.\n`,
    ...(hasSlot ? ["## The auth tokens\n", `${TOKEN_ADOPTION.join("\n")}\n`] : []),
    "## What stays outside\n",
    "The default auth policy is not here: every network has it, and nobody can delete it. Identities\n" +
      "belong to the identity provider. An auth policy that an identity has cannot be destroyed: give its\n" +
      "people another policy first.\n",
    ...(left.length > 0 ? [left.map((line) => `- ${line}`).join("")] : []),
  ].join("\n");
}

function leftOutLines({ leftOut }: AdoptedNetwork): readonly string[] {
  return leftOut.map(
    ({ kind, id, name, reason }) =>
      `Left out: the ${kind} ${quotedName(name)} (${id}): ${visibleReason(reason)}\n`,
  );
}

/** A reason may quote a value of the network, so it is kept on one line and sends a terminal no command. */
function visibleReason(reason: string): string {
  return visible(reason.replaceAll(/\s+/g, " "), unicodeEscape);
}

function shellQuoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
