import type { ComponentChildren } from "preact";
import { retry } from "../api/connection";
import { ProblemBox } from "./problem";
import type { Resource } from "./resource";

interface Props<T> {
  readonly resource: Resource<T>;
  /** What is loaded, as in "the policy". */
  readonly what: string;
  readonly children: (value: T) => ComponentChildren;
}

/** Shows a resource when it is there. Until then it says that it loads. When a load failed, it says why. */
export function Waiting<T>({ resource, what, children }: Props<T>) {
  if (resource.kind === "loading") return <p role="status">Loading {what} …</p>;
  const { problem } = resource;
  return (
    <>
      {problem !== null && (
        <ProblemBox problem={problem}>
          <button type="button" onClick={retry}>
            Try again
          </button>
        </ProblemBox>
      )}
      {resource.kind === "ready" && children(resource.value)}
    </>
  );
}
