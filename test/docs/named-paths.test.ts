import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./examples";

const PAGES = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "MIGRATING.md",
  "constructs/README.md",
  "docs/constructs.md",
  ...pagesIn("docs/guides"),
  ...pagesIn("docs/decisions"),
].filter((page) => existsSync(join(ROOT, page)));

/** A path in code style, from the top of the repository. One with `…` or `<…>` does not match. */
const NAMED = /`((?:src|tools|constructs|examples|test|docs|bench)\/[\w./-]+)`/g;
/** A Markdown link to something in the repository, from the page's own folder. */
const LINKED = /\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g;

describe("the hand-written pages", () => {
  it.each(PAGES)("%s names only files and folders that exist", (page) => {
    const text = readFileSync(join(ROOT, page), "utf8");
    const named = [...text.matchAll(NAMED)].map(([, path = ""]) => path);
    const linked = [...text.matchAll(LINKED)].map(([, path = ""]) => join(dirname(page), path));
    expect([...named, ...linked].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it.each(PAGES)("%s wraps its prose at 110 columns", (page) => {
    const lines = readFileSync(join(ROOT, page), "utf8").split(/^(?:```|~~~).*$/m);
    const prose = lines.filter((_, at) => at % 2 === 0).flatMap((part) => part.split("\n"));
    const isProse = (line: string) => !line.trimStart().startsWith("|") && !line.includes("https://");
    expect(prose.filter((line) => isProse(line) && line.length > 110)).toEqual([]);
  });
});

function pagesIn(folder: string): string[] {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path).map((name) => `${folder}/${name}`);
}
