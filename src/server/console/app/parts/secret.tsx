import type { ComponentChildren } from "preact";
import { Copy } from "./copy";
import { Dialog } from "./dialog";

interface Props {
  /** As in "The new auth token". */
  readonly title: string;
  /** As in "auth token". */
  readonly what: string;
  readonly secret: string;
  /** Must forget the secret. */
  readonly onClose: () => void;
  /** What to know beside it. */
  readonly children?: ComponentChildren;
}

/** Shows a secret that can be seen once. It leaves the document when the dialog closes. */
export function Secret({ title, what, secret, onClose, children }: Props) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>Copy it now. Nobody can see it again.</p>
      <Copy text={secret} what={what} />
      {children}
    </Dialog>
  );
}
