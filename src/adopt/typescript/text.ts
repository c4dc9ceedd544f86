import { visible } from "../model/visible";

/**
 * A string of TypeScript that Terraform reads back from the synthesized JSON. `${` and `%{` are doubled, so
 * that they start no template there.
 */
export function quoted(text: string): string {
  return visible(JSON.stringify(withoutTemplates(text)), (codePoint) => `\\u{${codePoint.toString(16)}}`);
}

/** A text for the synthesized JSON. */
export function withoutTemplates(text: string): string {
  const doubled = text.replaceAll(/[$%](?=\{)/g, "$&$&");
  // The framework would take this for one of its own placeholders, even behind a doubled dollar.
  return doubled.replaceAll("TfToken[", "TfToken$" + '{"["}');
}
