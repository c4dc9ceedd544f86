/** One page in the format of the Terraform registry: front matter, then Markdown. */
export interface Page {
  /** Path below `docs/`: `resources/scim_token.md`. */
  readonly path: string;
  readonly title: string;
  /** Markdown. The registry shows its first paragraph in lists and searches. */
  readonly description: string;
  /** The heading of the page. */
  readonly heading: string;
  /** The text below the heading, in order. Empty sections are left out. */
  readonly sections: readonly string[];
}

/** The text of the file. */
export function pageText({ path, title, description, heading, sections }: Page): string {
  // The registry wants no subcategory on the first page.
  const subcategory = path === "index.md" ? "" : 'subcategory: ""\n';
  return `---
page_title: ${JSON.stringify(title)}
${subcategory}description: |-
${indented(summaryOf(description))}
---

# ${heading}

${sections.filter((section) => section !== "").join("\n\n")}
`;
}

/** A fenced block, without blank lines around the code. */
export function fenced(language: string, code: string): string {
  return `\`\`\`${language}\n${code.trim()}\n\`\`\``;
}

function summaryOf(markdown: string): string {
  return markdown.split("\n\n", 1)[0] ?? "";
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}
