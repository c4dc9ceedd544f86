import fc from "fast-check";
import ts from "typescript";
import { quotedName } from "../../src/as-code/model/visible";
import { quoted, withoutTemplates } from "../../src/as-code/typescript/text";

/** Texts in which the characters that matter are frequent. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom("$", "%", "{", "}", '"', "\\", "\n", "\u2028", "`", "*/"),
      fc.string({ unit: "binary" }),
    ),
  )
  .map((parts) => parts.join(""));

test("a string of TypeScript holds the text with its templates doubled, on one line", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const written = quoted(text);
      expect(written).not.toMatch(/[\r\n\u2028\u2029]/);
      const source = ts.createSourceFile("a.ts", `(${written})`, ts.ScriptTarget.ES2022, true);
      let value: string | undefined;
      const visit = (node: ts.Node): void => {
        if (ts.isStringLiteral(node)) value = node.text;
        node.forEachChild(visit);
      };
      visit(source);
      const plain = value?.replaceAll(/([$%])\1(?=\{)/g, "$1");
      expect(plain).toBe(text);
    }),
  );
});

test.each(["$", "#", "&"])("no text looks like a placeholder of the framework with %s", (first) => {
  expect(withoutTemplates(`a ${first}{TfToken[TOKEN.0]}`)).not.toContain(`${first}{TfToken[`);
});

test("a name in a comment stays on one line and shows no invisible character", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(quotedName(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});
