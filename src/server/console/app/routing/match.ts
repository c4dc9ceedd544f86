/** The values of the `:name` parts of a pattern. */
export type PathParts = Readonly<Record<string, string>>;

/**
 * Compares a path with a pattern such as `/console/auth-policies/:id`. A slash at the end of the path does not
 * count.
 * @returns null when the path does not match.
 */
export function matchPath(pattern: string, path: string): PathParts | null {
  const wanted = split(pattern);
  const given = split(path);
  if (wanted.length !== given.length) return null;
  const parts: Record<string, string> = {};
  for (const [at, name] of wanted.entries()) {
    const value = given[at] ?? "";
    if (name.startsWith(":")) parts[name.slice(1)] = value;
    else if (name !== value) return null;
  }
  return parts;
}

const split = (path: string) => path.split("/").filter((part) => part !== "");
