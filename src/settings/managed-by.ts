import { MAX_MANAGED_BY } from "../contract/managed-by-headers";
import { type Environment, type ProviderBlock, VARIABLES, variable } from "./environment";
import { SettingError } from "./setting-error";

/** A URL with something before an `@`. Only `ssh://git@host` has no secret there. */
const URL_WITH_USER = /\b([a-z][a-z0-9+.-]*):\/\/([^\s/?#@]*)@/gi;

/**
 * Where the code is that manages the objects, as free text. Null when it is not set. Throws SettingError when
 * it is too long, or when a URL in it holds a password.
 */
export function managedByOf(block: ProviderBlock, environment: Environment): string | null {
  const text = block.managed_by?.trim() || variable(environment, VARIABLES.managed_by);
  if (text === null) return null;
  const name = VARIABLES.managed_by;
  if (holdsPassword(text)) {
    throw new SettingError(
      "managed_by",
      "managed_by holds a user name or a password",
      `A URL in managed_by (${name}) has a user name or a password before the @. The API keeps the text ` +
        "and shows it. Take them out, as in https://github.com/acme/identity.",
    );
  }
  const { length } = [...text];
  if (length <= MAX_MANAGED_BY) return text;
  throw new SettingError(
    "managed_by",
    "managed_by is too long",
    `It has ${length} characters, and at most ${MAX_MANAGED_BY} are allowed (${name}). Give the URL of ` +
      "the repository, for example.",
  );
}

/** Whether a URL in the text has a password. Over http a user name alone is often a token. */
function holdsPassword(text: string): boolean {
  return [...text.matchAll(URL_WITH_USER)].some(
    ([, scheme = "", user = ""]) => user.includes(":") || /^(git\+)?https?$/i.test(scheme),
  );
}
