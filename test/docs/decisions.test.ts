import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const FOLDER = resolve(__dirname, "../../docs/decisions");
const PAGES = readdirSync(FOLDER).filter((name) => name !== "README.md");

test.each(PAGES)("%s says context, options, decision and consequences, in this order", (page) => {
  const headings = readFileSync(join(FOLDER, page), "utf8").match(/^#{2,} .+$/gm);
  expect(headings).toEqual(["## Context", "## Options", "## Decision", "## Consequences"]);
});

test("the list names every decision by its title", () => {
  const list = readFileSync(join(FOLDER, "README.md"), "utf8");
  const titles = PAGES.map((page) => {
    const [title] = readFileSync(join(FOLDER, page), "utf8").split("\n", 1);
    return `[${title?.replace("# ", "")}](${page})`;
  });
  expect(list.match(/\[.+\]\(.+\)/g)).toEqual(titles);
});
