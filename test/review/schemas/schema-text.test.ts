import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { schemaText } from "../../../src/review/schemas/schema-text";
import { SCHEMA_FILES } from "../../../tools/docs/write-schemas";

const FOLDER = join(resolve(__dirname, "../../.."), "docs/schemas");

describe("the published JSON Schemas", () => {
  it.each(["report", "config"] as const)(
    "of the %s is the committed one; npm run generate writes it",
    (name) => {
      expect(readFileSync(join(FOLDER, SCHEMA_FILES[name]), "utf8")).toBe(schemaText(name));
    },
  );
});
