import type { Client } from "../../client/client";
import type { Diagnostics, DiagnosticText } from "../../tfplugin";
import { NOT_CONFIGURED } from "../api/not-configured";
import { asSentence } from "../as-sentence";
import type { ProviderContext } from "../context";

/** What a `warn` hook receives to look ahead. */
export interface Looking {
  readonly context: ProviderContext | null;
  readonly diagnostics: Diagnostics;
  readonly signal: AbortSignal;
}

/**
 * Warns of what `look` finds. When the API cannot be asked, the warning says that the effect on sign-in is
 * not known: a silent plan would read as safe.
 * @param subject what changes, by kind and name: `auth policy "Staff"`.
 */
export async function warnOfLockOut(
  subject: string,
  { context, diagnostics }: Looking,
  look: (client: Client) => Promise<DiagnosticText | null>,
): Promise<void> {
  if (context === null) {
    diagnostics.warning(signInNotKnown(subject, NOT_CONFIGURED));
    return;
  }
  try {
    const warning = await look(context.client());
    if (warning !== null) diagnostics.warning(warning);
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    diagnostics.warning(signInNotKnown(subject, `The API could not be asked. ${asSentence(why)}`));
  }
}

/** The warning that nobody can tell whether a change locks anybody out. */
export function signInNotKnown(subject: string, why: string): DiagnosticText {
  return {
    summary: `Whether identities lose sign-in is not known: ${subject}`,
    detail: `${why} The change may lock people out. Plan again when the API can be asked, before you apply.`,
  };
}
