import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { netfoundry } from "../../../src/provider/provider";
import { computed, defineSchema, optional, required } from "../../../src/tfplugin";
import { Examples } from "../../../tools/docs/examples";
import { generateDocs } from "../../../tools/docs/generate-docs";
import { GENERATED_FOLDERS } from "../../../tools/docs/provider-pages";
import { schemaSection } from "../../../tools/docs/schema-section";
import { ROOT } from "../../docs/examples";
import { temporaryFolder } from "../../support/temporary-folder";

const fresh = temporaryFolder();
beforeAll(() => generateDocs(fresh, join(ROOT, "examples")));

describe("the committed pages", () => {
  test("are what schemas and examples give today; if not, run `npm run generate`", () => {
    expect(pages(fresh)).toEqual(pages(join(ROOT, "docs")));
  });

  test("there is one for everything the provider offers", () => {
    const { resources, dataSources = {}, ephemerals = {}, functions = {} } = netfoundry;
    const { listResources = {}, actions = {} } = netfoundry;
    const named = (kind: string, names: object) =>
      Object.keys(names).map((name) => `${kind}/${name.replace(/^netfoundry_/, "")}.md`);
    const expected = [
      "index.md",
      ...named("resources", resources),
      ...named("data-sources", dataSources),
      ...named("ephemeral-resources", ephemerals),
      ...named("functions", functions),
      ...named("list-resources", listResources),
      ...named("actions", actions),
    ];
    expect(Object.keys(pages(fresh)).sort()).toEqual(expected.sort());
  });

  test("the first one has no subcategory, which the registry refuses there", () => {
    expect(pages(fresh)["index.md"]).not.toContain("subcategory:");
  });

  test("each has front matter with a title and a description, and an example", () => {
    for (const [path, text] of Object.entries(pages(fresh))) {
      expect({ path, text }).toEqual({
        path,
        text: expect.stringMatching(/^---\npage_title: ".+"\n(subcategory: ""\n)?description: \|-\n {2}\S/),
      });
      expect({ path, text }).toEqual({
        path,
        text: expect.stringContaining("## Example Usage\n\n```terraform\n"),
      });
    }
  });
});

test("a missing example is named", () => {
  const examples = new Examples(join(ROOT, "examples"));
  expect(() => examples.of("resources", "netfoundry_none")).toThrow(
    "examples/resources/netfoundry_none/resource.tf is missing",
  );
});

test("a schema without attributes says that there is nothing to set", () => {
  expect(schemaSection(defineSchema({ description: "", attributes: {} }))).toBe(
    "## Schema\n\nThere is nothing to set.",
  );
});

test("a schema is shown by who sets what, with types, marks and nested objects", () => {
  const schema = defineSchema({
    description: "",
    attributes: {
      id: computed.string({ description: "Its id." }),
      secret: optional.string({ description: "A word.", sensitive: true }),
      old: optional.bool({ description: "Old.", deprecated: "use new." }),
      sizes: required.set.number({ description: "Sizes." }),
      rooms: optional.list.object({
        description: "Rooms.",
        attributes: { door: required.object({ description: "Door.", attributes: {} }) },
      }),
    },
  });
  expect(schemaSection(schema)).toBe(`## Schema

### Required

- \`sizes\` (Set of Number) Sizes.

### Optional

- \`old\` (Boolean, Deprecated) Old. Deprecated: use new.
- \`rooms\` (Attributes List) Rooms. (see [below for nested schema](#nestedatt--rooms))
- \`secret\` (String, Sensitive) A word.

### Read-Only

- \`id\` (String) Its id.

<a id="nestedatt--rooms"></a>
### Nested Schema for \`rooms\`

Required:

- \`door\` (Attributes) Door. (see [below for nested schema](#nestedatt--rooms--door))

<a id="nestedatt--rooms--door"></a>
### Nested Schema for \`rooms.door\``);
});

/** The generated pages below a folder, with their texts. */
function pages(folder: string): Record<string, string> {
  const inside = (name: string) => {
    try {
      return readdirSync(join(folder, name)).map((file) => `${name}/${file}`);
    } catch {
      return [];
    }
  };
  const paths = ["index.md", ...GENERATED_FOLDERS.flatMap(inside)];
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}
