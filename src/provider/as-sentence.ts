/** The message of an error, with the full stop that some messages have and others do not. */
export function asSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
