import type { ComponentChildren } from "preact";
import { navigate } from "./location";

interface Props {
  readonly href: string;
  readonly class?: string;
  /** True: the link leads to the view that is shown. */
  readonly isCurrent?: boolean;
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A link to another view. A click with a modifier key opens a tab, as that of any link does. */
export function Link({ href, class: className, isCurrent = false, label, children }: Props) {
  return (
    <a
      href={href}
      class={className}
      aria-label={label}
      aria-current={isCurrent ? "page" : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        navigate(href);
      }}
    >
      {children}
    </a>
  );
}
