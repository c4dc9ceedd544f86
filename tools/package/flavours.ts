import { toCdktn } from "../flavours/to-cdktn";

/** The constructs for one framework, and what they are tried with. */
export interface Flavour {
  readonly framework: "cdktf" | "cdktn";
  /** The framework, with the newest constructs that it takes. */
  readonly newest: readonly string[];
  /** The oldest framework and constructs that the package says it takes. */
  readonly oldest: readonly string[];
  readonly commandLine: string;
  /** The oldest Node that the command line is run on: major and minor version. */
  readonly commandLineNode: string;
  /** Turns a program for cdktf into one for this framework. */
  adapt(program: string): string;
}

export const FLAVOURS: readonly Flavour[] = [
  {
    framework: "cdktf",
    newest: ["cdktf@0.21", "constructs@10"],
    oldest: ["cdktf@0.21.0", "constructs@10.4.2"],
    commandLine: "cdktf-cli@0.21",
    commandLineNode: "20.0",
    adapt: (program) => program,
  },
  {
    framework: "cdktn",
    newest: ["cdktn@0.24", "constructs@~10.7"],
    oldest: ["cdktn@0.24.0", "constructs@10.6.0"],
    commandLine: "cdktn-cli@0.24",
    commandLineNode: "22.19",
    adapt: toCdktn,
  },
];
