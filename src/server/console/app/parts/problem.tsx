import type { ComponentChildren } from "preact";
import type { Problem } from "../api/problem";

interface Props {
  readonly problem: Problem;
  /** What a person can do about it, such as a button. */
  readonly children?: ComponentChildren;
}

/** Says what went wrong. A screen reader reads it at once. */
export function ProblemBox({ problem, children }: Props) {
  return (
    <div class="notice bad" role="alert">
      <p dir="auto">{problem.message}</p>
      {problem.requestId !== null && (
        <p class="sub">
          Request <code>{problem.requestId}</code>. The server’s log has more.
        </p>
      )}
      {children}
    </div>
  );
}
