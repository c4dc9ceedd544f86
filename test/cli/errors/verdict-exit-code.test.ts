import { verdictExitCode } from "../../../src/cli/errors/verdict-exit-code";

describe("the exit code of a verdict", () => {
  it("is 0 for clean, 2 for attention and 3 for blocked", () => {
    const codes = (["clean", "attention", "blocked"] as const).map((verdict) =>
      verdictExitCode(verdict, "attention"),
    );
    expect(codes).toEqual([0, 2, 3]);
  });

  it("lets attention pass with --fail-on blocked", () => {
    const codes = (["clean", "attention", "blocked"] as const).map((verdict) =>
      verdictExitCode(verdict, "blocked"),
    );
    expect(codes).toEqual([0, 0, 3]);
  });
});
