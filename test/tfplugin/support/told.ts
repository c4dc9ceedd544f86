interface Answer {
  readonly diagnostics: readonly { readonly severity: string; readonly summary: string }[];
}

/** The diagnostics of an answer as `error: summary`. */
export const told = ({ diagnostics }: Answer) =>
  diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`);
