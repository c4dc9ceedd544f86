import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { argumentLines } from "../../src/as-code/hcl/expression";
import { withoutTemplates } from "../../src/as-code/typescript/text";
import { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(60_000);

/** Texts in which the characters that matter are frequent. Terraform composes accents, so none is apart. */
const TEXTS = fc
  .sample(
    fc.array(
      fc.oneof(
        fc.constantFrom(
          "$",
          "%",
          "{",
          "}",
          '"',
          "\\",
          "\n",
          "\r",
          "\t",
          "\u2028",
          "\u202e",
          "`",
          `$\{TfToken[`,
          "#{TfToken[",
          "&{TfToken[",
          "👨‍👩‍👧",
        ),
        fc.string(),
      ),
    ),
    { numRuns: 300, seed: 17 },
  )
  .map((parts) => parts.join(""))
  .concat([`$$\{a} %%%{b}`, "", `$\{`, "\u{e0067}\u0000\u007f"])
  // Its lines are words that people end a heredoc with.
  .concat("-----BEGIN CERTIFICATE-----\nEOT\nEOF\nPEM\n-----END CERTIFICATE-----\n");

test("terraform reads every string of HCL and of JSON as it was, as a value and as a key", async () => {
  const space = new TerraformFolder();
  const values = Object.fromEntries(TEXTS.map((text, at) => [`v${at}`, text]));
  const keys = Object.fromEntries(TEXTS.map((text, at) => [text, String(at)]));
  const outputs = (name: string, value: Record<string, string>) =>
    `output "${name}" {\n${argumentLines([["value", value]], 2).join("\n")}\n}\n`;
  writeFileSync(join(space.root, "a.tf"), outputs("hcl_values", values) + outputs("hcl_keys", keys));
  const json = (value: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(value).map(([key, text]) => [withoutTemplates(key), withoutTemplates(text)]),
    );
  const output = { json_values: { value: json(values) }, json_keys: { value: json(keys) } };
  writeFileSync(join(space.root, "b.tf.json"), JSON.stringify({ output }));
  await space.succeed("apply", "-auto-approve", "-input=false");
  const read = await space.outputs();
  expect(read).toEqual({ hcl_values: values, hcl_keys: keys, json_values: values, json_keys: keys });
});
