import { styleText } from "node:util";

/** Where a command's pages go, and what the reader's screen can show. */
export interface Terminal {
  /** False for a file, a pipe or CI: plain text, no colour, nothing drawn over. */
  readonly interactive: boolean;
  readonly colour: boolean;
  /** Width in characters; 80 where nobody says. */
  readonly columns: number;
  write(text: string): void;
}

export const DEFAULT_COLUMNS = 80;

/** Standard output as a terminal. `NO_COLOR` and `TERM=dumb` are respected. */
export function standardOutput(
  stream: NodeJS.WriteStream = process.stdout,
  environment: NodeJS.ProcessEnv = process.env,
): Terminal {
  const interactive = stream.isTTY === true && environment.TERM !== "dumb";
  return {
    interactive,
    colour: interactive && !environment.NO_COLOR,
    get columns() {
      return (interactive && stream.columns) || DEFAULT_COLUMNS;
    },
    write: (text) => stream.write(text),
  };
}

/** The text in a style where the terminal shows colour, else the text. */
export function styled(
  terminal: Terminal,
  style: "bold" | "dim" | "green" | "red" | "cyan",
  text: string,
): string {
  return terminal.colour ? styleText(style, text, { validateStream: false }) : text;
}
