import type { Terminal } from "./terminal";

/**
 * Whether a reader's screen shows lines and shapes beyond ASCII: a terminal whose locale is UTF-8 (POSIX
 * XBD 8.2), or Windows Terminal. A file or a pipe gets ASCII.
 */
export function showsUnicode({ interactive }: Terminal, environment: NodeJS.ProcessEnv): boolean {
  if (!interactive) return false;
  const { LC_ALL, LC_CTYPE, LANG, WT_SESSION } = environment;
  return Boolean(WT_SESSION) || /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || "");
}
