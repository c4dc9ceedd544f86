/**
 * The form in which texts compare where case does not count: in lower case and composed (Unicode's NFC). So
 * "É" equals "é", and equals an "e" that a combining accent follows.
 */
export function foldText(text: string): string {
  return text.toLowerCase().normalize("NFC");
}
