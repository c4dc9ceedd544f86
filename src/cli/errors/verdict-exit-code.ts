import { EXIT_ATTENTION, EXIT_BLOCKED } from "./exit-codes";

/** The verdict from which on a command fails. */
export type FailOn = "attention" | "blocked";

/** The exit code of a verdict. */
export function verdictExitCode(verdict: "clean" | "attention" | "blocked", failOn: FailOn): number {
  if (verdict === "blocked") return EXIT_BLOCKED;
  return verdict === "attention" && failOn === "attention" ? EXIT_ATTENTION : 0;
}
