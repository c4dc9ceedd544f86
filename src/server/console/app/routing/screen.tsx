import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { followLostFocus } from "./lost-focus";

interface Props {
  /** The heading, which is the title of the document too. */
  readonly title: string;
  /** The part of it that is shown, such as a tab. Only the title of the document says it. */
  readonly part?: string;
  /** What stands beside the heading, such as a button that adds an object. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

let isFirst = true;

/**
 * The frame of one view: its title, and the heading that gets the focus when a person comes from another view,
 * and when what had the focus goes away, as a button that discards an edit. It stays in place while the view
 * loads, so the focus is not lost.
 */
export function Screen({ title, part, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    document.title = [...(part === undefined ? [] : [part]), title, "NetFoundry SCIM"].join(" – ");
  }, [title, part]);
  useEffect(() => {
    // A page that was just loaded starts at its top, as every page does.
    if (!isFirst) heading.current?.focus();
    isFirst = false;
  }, []);
  useEffect(() => followLostFocus(() => heading.current?.focus({ preventScroll: true })), []);
  return (
    <>
      <div class="screen-head">
        <h1 ref={heading} tabIndex={-1}>
          <bdi>{title}</bdi>
        </h1>
        {actions}
      </div>
      {children}
    </>
  );
}
