import type { IConstruct } from "constructs";
import { Annotations } from "../framework";

/** The command of the framework sets this variable and prints annotations itself. */
const COMMAND_PRINTS = "CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS";

/** Annotates a construct with something good to know. The framework's command prints it. */
export function inform(construct: IConstruct, text: string): void {
  Annotations.of(construct).addInfo(text);
}

/**
 * Warns of a construct, as an annotation. The framework's command prints annotations. An app that runs as
 * `node main.js` has no such command, so the synthesis prints the warning to standard error.
 */
export function warn(construct: IConstruct, text: string): void {
  Annotations.of(construct).addWarning(text);
  let isPrinted = process.env[COMMAND_PRINTS] !== undefined;
  construct.node.addValidation({
    validate: () => {
      if (!isPrinted) process.stderr.write(`warning: [${construct.node.path}] ${text}\n`);
      isPrinted = true;
      return [];
    },
  });
}
