import { EXIT_FAILED, EXIT_UNREACHABLE, EXIT_USAGE } from "./exit-codes";
import { DEFAULT_COLUMNS } from "./output/terminal";
import { hangingLines } from "./output/wrap";

/** The lines below the options of a command's help. */
export interface HelpFooter {
  /** Paragraphs on what the options do not say. */
  readonly notes?: readonly string[];
  /** Command lines, without the prompt. */
  readonly examples: readonly string[];
  /** What exit code 1 means for this command. */
  readonly failed: string;
  /** Which server exit code 69 is about; left out where the command calls none. */
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
