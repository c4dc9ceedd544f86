/**
 * Breaks a text into lines of at most `width`. It breaks at spaces, and inside a word only when the word is
 * wider: after a slash where the part behind it fits a line, as in a URL.
 */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(" ").flatMap((word) => pieces(word, width))) {
    if (current !== "" && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}

/** Wraps a head and a text. Further lines are indented to the text. Each line ends with a line break. */
export function hangingLines(head: string, text: string, columns: number): string {
  const lines = wrapped(text, Math.max(1, columns - 1 - head.length));
  return lines.map((line, index) => `${index === 0 ? head : " ".repeat(head.length)}${line}\n`).join("");
}

function pieces(word: string, width: number): string[] {
  if (word.length <= width) return [word];
  const slash = word.lastIndexOf("/", width - 1);
  const [part = ""] = word.slice(slash + 1).split(/(?<=\/)/);
  const end = slash > 0 && part.length <= width ? slash + 1 : width;
  return [word.slice(0, end), ...pieces(word.slice(end), width)];
}
