import type { Provider, ProviderFunction, Schema } from "../../src/tfplugin";
import { EXAMPLE_FILES, type ExampleKind, type Examples } from "./examples";
import { fenced, type Page } from "./page";
import { REQUIREMENTS } from "./requirements";
import { schemaSection, typeName } from "./schema-section";

/** The folders below `docs/` that hold nothing but generated pages. */
export const GENERATED_FOLDERS = Object.keys(EXAMPLE_FILES) as ExampleKind[];

type Kinds = Readonly<Record<string, { readonly schema: Schema }>>;

/** Every page of a provider. Throws when an example is missing. */
export function providerPages(provider: Provider, examples: Examples): Page[] {
  const name = provider.address.split("/").at(-1) ?? "";
  const schemaPages = (
    kind: ExampleKind,
    word: string,
    kinds: Kinds = {},
    note: (type: string) => string = none,
  ) =>
    Object.entries(kinds).map(
      ([type, { schema }]): Page => ({
        path: `${kind}/${type.slice(name.length + 1)}.md`,
        title: `${type} ${word} - ${name}`,
        description: schema.description,
        heading: `${type} (${word})`,
        sections: [
          schema.description,
          note(type),
          example(examples.of(kind, type)),
          schemaSection(schema),
          kind === "resources" ? importSection(examples.importOf(type)) : "",
        ],
      }),
    );
  return [
    indexPage(name, provider, examples),
    ...schemaPages("resources", "Resource", provider.resources),
    ...schemaPages("data-sources", "Data Source", provider.dataSources),
    ...schemaPages("ephemeral-resources", "Ephemeral Resource", provider.ephemerals),
    ...schemaPages("list-resources", "List Resource", provider.listResources, listNote),
    ...schemaPages("actions", "Action", provider.actions, actionNote),
    ...Object.entries(provider.functions ?? {}).map(([called, it]) =>
      functionPage(name, called, it, examples),
    ),
  ];
}

function none(): string {
  return "";
}

function listNote(type: string): string {
  return (
    "-> Needs Terraform 1.14 or later. `terraform query` reads `list` blocks in files " +
    "`*.tfquery.hcl`. Each result has a display name and the identity to import it by. With " +
    `\`include_resource = true\` it also has every attribute of the resource \`${type}\`. Set the ` +
    "following in the `config` block."
  );
}

function actionNote(): string {
  return (
    "-> Needs Terraform 1.14 or later. Invoke it with `terraform apply -invoke=action.<type>.<name>`, " +
    "or from an `action_trigger` in the `lifecycle` block of a resource. Set the following in the " +
    "`config` block."
  );
}

function indexPage(name: string, { schema }: Provider, examples: Examples): Page {
  return {
    path: "index.md",
    title: `Provider: ${name}`,
    description: schema.description,
    heading: `${name} Provider`,
    sections: [schema.description, example(examples.provider()), REQUIREMENTS, schemaSection(schema)],
  };
}

function functionPage(provider: string, name: string, it: ProviderFunction, examples: Examples): Page {
  const parameters = Object.entries(it.parameters);
  const typed = parameters.map(
    ([parameter, { type }]) => `${parameter} ${typeName(type.type).toLowerCase()}`,
  );
  const described = parameters.map(
    ([parameter, { type, description, nullable }], index) =>
      `${index + 1}. \`${parameter}\` (${typeName(type.type)}${nullable ? ", Nullable" : ""}) ${description}`,
  );
  const signature = `${name}(${typed.join(", ")}) ${typeName(it.returns.type).toLowerCase()}`;
  return {
    path: `functions/${name}.md`,
    title: `${name} function - ${provider}`,
    description: it.summary,
    heading: `function: ${name}`,
    sections: [
      it.description,
      example(examples.of("functions", name)),
      `## Signature\n\n${fenced("text", signature)}`,
      `## Arguments\n\n${described.join("\n")}`,
    ],
  };
}

function example(code: string): string {
  return `## Example Usage\n\n${fenced("terraform", code)}`;
}

function importSection({ block, command }: { readonly block: string; readonly command: string }): string {
  return [
    "## Import",
    "With an `import` block:",
    fenced("terraform", block),
    "On the command line:",
    fenced("shell", command),
  ].join("\n\n");
}
