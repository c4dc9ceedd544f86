/** One line of the printed table. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  /** What the row is compared with, measured in the same run. Empty when there is nothing. */
  readonly beside: string;
  /** Our figure over the other one, or the difference. */
  readonly comparison: string;
  /** The target, and whether it is met. Empty when there is none. */
  readonly target: string;
}

/** A target that is met when `value` is at most `most`, and whether it is. */
export function target(text: string, value: number, most: number): string {
  return `${text}: ${value <= most ? "met" : "missed"}`;
}

/** The rows as a Markdown table. */
export function markdown(rows: readonly Row[]): string {
  const head = ["what", "ours", "beside it", "ours over it", "target"];
  const lines = rows.map(({ what, ours, beside, comparison, target: goal }) => [
    what,
    ours,
    beside,
    comparison,
    goal,
  ]);
  const cells = [head, head.map(() => "---"), ...lines];
  return cells.map((line) => `| ${line.join(" | ")} |`).join("\n");
}
