import { useEffect, useRef, useState } from "preact/hooks";
import { asProblem, type Problem, wasAborted } from "../../api/problem";
import { asSentence } from "./as-sentence";

/**
 * A call that a person starts, such as a save.
 * @returns `run` makes the call, and never throws. It gives the call a signal that fires when the view goes,
 * for a call that nobody needs then. A save ignores it. `isBusy` says whether it still runs, `problem` what
 * went wrong with the last one.
 */
export function useCall() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const run = async (action: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    abort.current ??= new AbortController();
    setBusy(true);
    setProblem(null);
    try {
      await action(abort.current.signal);
    } catch (error) {
      if (!wasAborted(error)) setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return { isBusy, problem, run, forget: () => setProblem(null) };
}

/** What a call found wrong with a field of its request, as a sentence. Null: nothing. */
export function fieldError(problem: Problem | null, name: string): string | null {
  const found = problem?.fields.find(({ field }) => field === name);
  return found === undefined ? null : asSentence(found.reason);
}
