import { parseUrl } from "../contract/parse-url";

/** Whether a text is an absolute http or https URL, without blanks and with both slashes. */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && parseUrl(text) !== null;
}
