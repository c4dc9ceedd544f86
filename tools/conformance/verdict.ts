/** One check of the tester, as `run-tester.py` prints it. */
export interface CheckResult {
  /** `SUCCESS`, `ERROR` and so on: the names of the tester's `Status`. */
  readonly status: string;
  readonly title: string;
  /** `User` or `Group`. Null for a check of the whole server. */
  readonly resource: string | null;
  readonly reason: string | null;
}

/** A check that fails though the server is right. */
export interface KnownFailure {
  readonly title: string;
  readonly resource: string;
  /** What the tester's reason holds. */
  readonly reason: string;
  /** Why the server is right. */
  readonly why: string;
}

const FAILED = new Set(["ERROR", "CRITICAL", "SKIPPED"]);

export function isFailure({ status }: CheckResult): boolean {
  return FAILED.has(status);
}

/**
 * What is wrong with the results: failures that are not known, and known failures that did not occur. Each is
 * one line. An empty list is a pass.
 */
export function problemsIn(results: readonly CheckResult[], known: readonly KnownFailure[]): string[] {
  const failures = results.filter(isFailure);
  const unknown = failures.filter((failure) => !known.some((one) => matches(one, failure)));
  const absent = known.filter((one) => !failures.some((failure) => matches(one, failure)));
  return [
    ...unknown.map((one) => `${one.status}: ${nameOf(one)}: ${one.reason ?? "without a reason"}`),
    ...absent.map((one) => `listed as a failure, but it passed or did not run: ${nameOf(one)}`),
  ];
}

function matches(known: KnownFailure, failure: CheckResult): boolean {
  return nameOf(known) === nameOf(failure) && (failure.reason ?? "").includes(known.reason);
}

function nameOf({ title, resource }: Pick<CheckResult, "title" | "resource">): string {
  return resource === null ? title : `${title} (${resource})`;
}
