import { AdoptError } from "../../adopt/adopt-error";
import { adoptNetwork } from "../../adopt/adopt-network";
import { adoptionFiles } from "../../adopt/adoption-files";
import { nextSteps, summary } from "../../adopt/next-steps";
import { checkedSelection, parsePattern, type Selection } from "../../adopt/selection";
import { CliError, usageError } from "../errors/cli-error";
import { openDriver } from "./open-driver";
import { refuseConfiguration, writeFiles } from "./write-files";

/** The options of `netfoundry-scim adopt`. */
export interface AdoptOptions {
  readonly out: string;
  readonly hcl?: boolean;
  readonly identity?: boolean;
  readonly only?: readonly string[];
  readonly exclude?: readonly string[];
}

/** Reads the network of the environment and writes its configuration. Says what to run next. */
export async function adopt(options: AdoptOptions): Promise<void> {
  const selection = selectionOf(options);
  if (options.hcl === true) refuseConfiguration(options.out);
  const { driver, target, warnings } = await openDriver();
  for (const warning of warnings) process.stderr.write(`netfoundry-scim: warning: ${warning}\n`);
  const form = { isHcl: options.hcl === true, byIdentity: options.identity === true };
  const network = await adoptNetwork({ driver, target, selection }).catch((failure: unknown) => {
    throw failure instanceof AdoptError ? new CliError(failure.message) : failure;
  });
  const files = adoptionFiles(network, form);
  writeFiles(options.out, files);
  const names = files.map(({ name }) => `  ${name}\n`).join("");
  process.stdout.write(
    `${summary(network)}\nWrote to ${options.out}:\n\n${names}\nWhat to run next:\n\n` +
      `${nextSteps(form, options.out)}\nREADME.md there says the rest.\n`,
  );
}

function selectionOf({ only = [], exclude = [] }: AdoptOptions): Selection {
  try {
    return checkedSelection({ only: only.map(parsePattern), exclude: exclude.map(parsePattern) });
  } catch (failure) {
    if (failure instanceof AdoptError) throw usageError(failure.message);
    throw failure;
  }
}
