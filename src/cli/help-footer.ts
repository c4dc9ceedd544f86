import { EXIT_FAILED, EXIT_UNREACHABLE, EXIT_USAGE } from "./errors/exit-codes";
import { DEFAULT_COLUMNS } from "./output/terminal";
import { hangingLines } from "./output/wrap";

/** The lines below the options of a command's help. */
export interface HelpFooter {
  /** Paragraphs with what the options do not explain. */
  readonly notes?: readonly string[];
  /** Command lines, without the prompt. */
  readonly examples: readonly string[];
  /** The meaning of exit code 1 for this command. */
  readonly failed: string;
  /** The meaning of exit code 69. Absent for a command that calls no server. */
  readonly unreachable?: string;
  /** Further exit codes, by number. */
  readonly more?: Readonly<Record<number, string>>;
}

/** The text for commander's `addHelpText("after", …)`. */
export function helpFooter({ notes = [], examples, failed, unreachable, more = {} }: HelpFooter): string {
  const codes = [
    [0, "success"],
    [EXIT_FAILED, failed],
    [EXIT_USAGE, "the command line is wrong"],
    ...(unreachable === undefined ? [] : [[EXIT_UNREACHABLE, unreachable] as const]),
    ...Object.entries(more),
  ] as const;
  return [
    ...notes.map((note) => `\n${hangingLines("", note, DEFAULT_COLUMNS)}`),
    `\nExamples:\n${examples.map((line) => `  $ ${line}\n`).join("")}`,
    "\nExit codes:\n",
    ...codes.map(([code, meaning]) => hangingLines(`  ${String(code).padEnd(4)}`, meaning, DEFAULT_COLUMNS)),
  ]
    .join("")
    .trimEnd();
}
