import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import {
  computed,
  defineFunction,
  defineProvider,
  defineResource,
  defineSchema,
  notBlank,
  required,
  serve,
  serveDebug,
  types,
} from "netfoundry-scim/tfplugin";

const greeting = defineResource<object>()({
  schema: defineSchema({
    description: "A file that greets somebody.",
    attributes: {
      path: required.string({ description: "Where the file is.", replace: true }),
      name: required.string({ description: "Whom it greets.", validate: [notBlank()] }),
      text: computed.string({ description: "What the file says.", prefix: "Hello, " }),
    },
  }),
  create: ({ plan }) => greet(plan.path, plan.name),
  update: ({ plan }) => greet(plan.path, plan.name),
  read({ state }) {
    if (!existsSync(state.path)) return null;
    const text = readFileSync(state.path, "utf8");
    return { ...state, text, name: text.slice("Hello, ".length, -1) };
  },
  delete: ({ state }) => rmSync(state.path, { force: true }),
});

const shout = defineFunction({
  summary: "Says it louder",
  description: "The text in capitals.",
  parameters: { text: { type: types.string, description: "What to say." } },
  returns: types.string,
  call: ({ text }) => text.toUpperCase(),
});

const hello = defineProvider({
  address: "registry.terraform.io/example/hello",
  version: "0.1.0",
  schema: defineSchema({ description: "Greets.", attributes: {} }),
  configure: () => ({}),
  resources: { hello_greeting: greeting },
  functions: { shout },
});

function greet(path: string, name: string) {
  const text = `Hello, ${name}!`;
  writeFileSync(path, text);
  return { path, name, text };
}

if (process.argv.includes("--debug")) void serveDebug(hello);
else serve(hello);
