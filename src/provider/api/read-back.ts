import type { Written } from "../../client/edge/edge-collection";
import type { Diagnostics } from "../../tfplugin";
import { asSentence } from "../as-sentence";

/**
 * A written object as the API shows it. When it could not be read back, what was sent takes its place, with a
 * warning: the object exists, and an error would make Terraform replace it.
 */
export function shownOrSent<Item extends Shown, Shown>(
  written: Written<Item>,
  given: {
    /** What it is called in a sentence: "auth policy". */
    readonly kind: string;
    readonly name: string;
    /** What the API would show of it. */
    sent(id: string): Shown;
    readonly diagnostics: Diagnostics;
  },
): Shown {
  if (written.unread === null) return written.item;
  const { kind, name, diagnostics } = given;
  diagnostics.warning({
    summary: `The ${kind} "${name}" (${written.id}) was written but could not be read back`,
    detail:
      `${asSentence(written.unread.message)} The state now holds what was sent. The next plan reads the ` +
      `${kind} again and shows what differs.`,
  });
  return given.sent(written.id);
}
