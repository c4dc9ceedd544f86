import { quoted as quotedInHcl } from "../hcl/text";
import { unicodeEscape, visible } from "../model/visible";

/**
 * A string of TypeScript that Terraform reads back from the synthesized JSON. `${` and `%{` are doubled, so
 * that they start no template there.
 */
export function quoted(text: string): string {
  return visible(JSON.stringify(withoutTemplates(text)), unicodeEscape);
}

/** A text for the synthesized JSON. */
export function withoutTemplates(text: string): string {
  if (!text.includes(PLACEHOLDER)) return text.replaceAll(/[$%](?=\{)/g, "$&$&");
  // The framework would take it for its own, even behind a doubled dollar. An escape of HCL hides it.
  return `\${${quotedInHcl(text).replaceAll(PLACEHOLDER, "{\\u0054fToken[")}}`;
}

/** In the framework's own placeholders of a string, a list and a map, which begin with `$`, `#` and `&`. */
const PLACEHOLDER = "{TfToken[";
