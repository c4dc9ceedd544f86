import type { IConstruct } from "constructs";

/**
 * A construct throws this error for props that cannot be right. The message starts with the path of the
 * construct.
 */
export class ConstructError extends Error {
  /** Name of the class. */
  override readonly name = "ConstructError";
  /** Path of the construct in the tree, as in `quickstart/okta`. */
  readonly path: string;

  constructor(
    construct: IConstruct,
    /** The problems, one text each. */
    readonly problems: readonly string[],
  ) {
    const { path } = construct.node;
    super(
      problems.length === 1
        ? `${path}: ${problems[0]}`
        : `${path}: ${problems.length} problems${problems.map((problem) => `\n  - ${problem}`).join("")}`,
    );
    this.path = path;
  }
}

/** Throws ConstructError with all problems. Null stands for no problem. */
export function refuseProblems(construct: IConstruct, problems: readonly (string | null)[]): void {
  const found = problems.filter((problem) => problem !== null);
  if (found.length > 0) throw new ConstructError(construct, found);
}
