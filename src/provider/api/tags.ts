import type { AnsweredTags } from "../../contract/common";
import type { PrivateState } from "../../tfplugin";
import { keep, keptIn } from "../private-data";

type TagTexts = Readonly<Record<string, string>>;

/**
 * The tags of an object as a map of strings. An object without tags reads as null when the state has null. So
 * both leaving `tags` out and setting it to `{}` are stable.
 */
export function tagsState(tags: AnsweredTags, stored: TagTexts | null): TagTexts | null {
  const entries = Object.entries(tags).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)]],
  );
  if (entries.length === 0 && stored === null) return null;
  return Object.fromEntries(entries);
}

/**
 * Keeps the tags that are no strings in the private data. The state has only their texts, and a change of
 * another attribute must not turn `true` into `"true"`.
 */
export function keepTagTypes(tags: AnsweredTags, privateState: PrivateState): void {
  const typed = Object.fromEntries(Object.entries(tags).filter(([, value]) => typeof value !== "string"));
  if (Object.keys(typed).length > 0 || "tags" in keptIn(privateState)) keep(privateState, { tags: typed });
}

/** The tags to send: a text that still stands for the value that the API had becomes that value. */
export function tagsToSend(planned: TagTexts | null, privateState: PrivateState): AnsweredTags {
  const typed = keptTags(privateState);
  // A tag that is null is in no state, and stays.
  const nulls = Object.fromEntries(Object.entries(typed).filter(([, value]) => value === null));
  const texts = Object.entries(planned ?? {}).map(([name, text]) => {
    const value = Object.hasOwn(typed, name) ? (typed[name] ?? null) : null;
    return [name, value !== null && String(value) === text ? value : text];
  });
  return { ...nulls, ...Object.fromEntries(texts) };
}

function keptTags(privateState: PrivateState): AnsweredTags {
  const { tags } = keptIn(privateState) as { readonly tags?: AnsweredTags };
  return tags ?? {};
}
