import { useEffect, useRef, useState } from "preact/hooks";
import { retries } from "../api/connection";
import { asProblem, type Problem, wasAborted } from "../api/problem";

/** What a view knows of something that it loads. */
export type Resource<T> =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly problem: Problem }
  /**
   * `isStale`: the view wants something newer by now, and waits for it. `problem`: why the newest load of the
   * same thing failed. The view stays then, so that nothing a person typed in it is lost.
   */
  | {
      readonly kind: "ready";
      readonly value: T;
      readonly key: string;
      readonly isStale: boolean;
      readonly problem: Problem | null;
    };

/** A resource, and a way to load it anew after a change. */
export type Loaded<T> = Resource<T> & { readonly reload: () => void };

/**
 * Loads something for a view, and again whenever `key` changes. The call for an older key is aborted, so an
 * older answer never replaces a newer one. Until a newer answer comes, the older one stays.
 * @param key what the answer depends on, as a text.
 */
export function useResource<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [resource, setResource] = useState<Resource<T>>({ kind: "loading" });
  const [reloads, setReloads] = useState(0);
  const latestLoad = useRef(load);
  latestLoad.current = load;
  useEffect(() => {
    const abort = new AbortController();
    setResource((now) => (now.kind === "ready" ? { ...now, isStale: true } : { kind: "loading" }));
    latestLoad.current(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) setResource({ kind: "ready", value, key, isStale: false, problem: null });
      },
      (error) => {
        if (abort.signal.aborted || wasAborted(error)) return;
        const problem = asProblem(error);
        setResource((now) =>
          now.kind === "ready" && now.key === key
            ? { ...now, isStale: false, problem }
            : { kind: "failed", problem },
        );
      },
    );
    return () => abort.abort();
  }, [key, reloads, retries.value]);
  const reload = () => setReloads((count) => count + 1);
  // The view is drawn once with the new key before the effect runs.
  if (resource.kind === "ready" && resource.key !== key) return { ...resource, isStale: true, reload };
  return { ...resource, reload };
}
