import { styled, type Terminal } from "./terminal";

/** The output of one step. */
export interface Step {
  /** A line of the step's own output, shown below its title. */
  line(text: string): void;
  /** A few words for the step's line, as in `terraform 1.11.4`. */
  note(text: string): void;
}

const FRAMES = ["|", "/", "-", "\\"];
const FRAME_MS = 120;

/**
 * Prints one line per step, with its seconds. On a terminal, the running step's line is redrawn while time
 * passes. Elsewhere the line is written once.
 */
export class Progress {
  #done = 0;

  constructor(
    private readonly terminal: Terminal,
    private readonly steps: number,
    /** Milliseconds from any start. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Runs the work as the next step. Throws what the work throws, after marking the step as failed. */
  async step<Result>(title: string, work: (step: Step) => Promise<Result>): Promise<Result> {
    this.#done += 1;
    const heading = `[${String(this.#done).padStart(String(this.steps).length)}/${this.steps}] ${title}`;
    const started = this.now();
    const elapsed = () => `${((this.now() - started) / 1000).toFixed(1)} s`;
    const line = this.terminal.interactive
      ? new SpinningLine(this.terminal, heading, elapsed)
      : new PlainLine(this.terminal, heading);
    let note = "";
    try {
      const result = await work({
        line: (text) => line.below(text),
        note: (text) => {
          note = `, ${text}`;
        },
      });
      line.end("green", `${elapsed()}${note}`);
      return result;
    } catch (error) {
      line.end("red", `failed, ${elapsed()}`);
      throw error;
    }
  }
}

class PlainLine {
  #streamed = false;

  constructor(
    private readonly terminal: Terminal,
    private readonly heading: string,
  ) {
    terminal.write(`${heading} ...`);
  }

  below(text: string): void {
    if (!this.#streamed) this.terminal.write("\n");
    this.#streamed = true;
    this.terminal.write(indented(text));
  }

  end(_style: "green" | "red", result: string): void {
    this.terminal.write(this.#streamed ? `${this.heading}: ${result}\n` : ` ${result}\n`);
  }
}

class SpinningLine {
  readonly #timer: NodeJS.Timeout;
  #frame = 0;

  constructor(
    private readonly terminal: Terminal,
    private readonly heading: string,
    private readonly elapsed: () => string,
  ) {
    this.#draw();
    this.#timer = setInterval(() => this.#draw(), FRAME_MS);
    this.#timer.unref();
  }

  below(text: string): void {
    this.#clear();
    this.terminal.write(indented(text));
    this.#draw();
  }

  end(style: "green" | "red", result: string): void {
    clearInterval(this.#timer);
    this.#clear();
    this.terminal.write(`${styled(this.terminal, style, this.heading)}: ${result}\n`);
  }

  #draw(): void {
    const frame = FRAMES[this.#frame++ % FRAMES.length];
    const text = `${frame} ${this.heading} ${this.elapsed()}`;
    this.#clear();
    // Stay one character short of the edge. A full line would wrap and could not be redrawn.
    this.terminal.write(styled(this.terminal, "cyan", text.slice(0, this.terminal.columns - 1)));
  }

  #clear(): void {
    this.terminal.write("\r\x1b[K");
  }
}

function indented(text: string): string {
  return text === "" ? "\n" : `  ${text}\n`;
}
