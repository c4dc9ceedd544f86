/** The reason of a field error as a sentence. Many reasons go on after the name of the field. */
export function asSentence(reason: string): string {
  const goesOn = /^(?:is|are|must|names|matches|would|belongs) /.test(reason);
  const text = goesOn ? `It ${reason}` : reason;
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
