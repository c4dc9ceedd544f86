import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Copy } from "../text/copy";
import { Dialog } from "./dialog";
import type { SecretBox } from "./secret-box";

interface Props {
  /** As in "The new auth token". */
  readonly title: string;
  /** As in "auth token". */
  readonly what: string;
  /** Is forgotten when the dialog goes. */
  readonly secret: SecretBox;
  readonly onClose: () => void;
  /** What to know beside it. */
  readonly children?: ComponentChildren;
}

/** Shows a secret that can be seen once. It leaves the document and the memory when the dialog goes. */
export function Secret({ title, what, secret, onClose, children }: Props) {
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const shown = place.current;
    // Not by the tree, which would keep the text.
    if (shown !== null) shown.textContent = secret.reveal();
    return () => {
      if (shown !== null) shown.textContent = "";
      secret.forget();
    };
  }, [secret]);
  return (
    <Dialog title={title} onClose={onClose}>
      <p>Copy it now. Nobody can see it again.</p>
      <p>
        <code ref={place} dir="ltr" /> <Copy text={() => secret.reveal()} what={what} />
      </p>
      {children}
    </Dialog>
  );
}
