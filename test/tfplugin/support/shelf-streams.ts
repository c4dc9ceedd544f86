/** The shelf with the features of newer terraforms: a list of its books, and an action. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  computed,
  DiagnosticError,
  defineAction,
  defineListResource,
  defineProvider,
  defineSchema,
  oneOf,
  optional,
  required,
  type StateOf,
} from "../../../src/tfplugin";
import { bookSchema, shelf } from "./shelf";
import type { Shelf } from "./shelf-context";

const description = "…";

/** One entry for each book that the listing read. */
export const looked: string[] = [];
/** The signals that invocations received. */
export const signals: AbortSignal[] = [];

const books = defineListResource<Shelf>()({
  resource: bookSchema,
  schema: defineSchema({
    description: "Books of the shelf.",
    attributes: {
      format: optional.string({ description, validate: [oneOf("paper", "audio", "lost", "half")] }),
      order: optional.string({ description, default: "up" }),
    },
  }),
  validate({ config, diagnostics }) {
    if (config.order === "sideways") diagnostics.error({ attribute: "order", summary: "No such order" });
  },
  async *list({ config, context, diagnostics }) {
    const files = readdirSync(context.directory).sort();
    if (config.order === "down") files.reverse();
    for (const file of files) {
      looked.push(file);
      const state = JSON.parse(readFileSync(join(context.directory, file), "utf8")) as StateOf<
        typeof bookSchema
      >;
      if (config.format === "half")
        yield { displayName: state.title, state: { ...state, pages: "many" as never } };
      else if (config.format === null || state.format === config.format) {
        yield { displayName: `“${state.title}”`, state };
      }
      if (config.format === "lost") throw new DiagnosticError({ summary: "The catalog is lost" });
    }
    if (files.length > 2) diagnostics.warning({ summary: "The shelf is getting full" });
  },
});

const tidy = defineAction<Shelf>()({
  schema: defineSchema({
    description: "Tidies the shelf.",
    attributes: {
      rows: required.number({ description }),
      careful: optional.bool({ description, default: true }),
      until: optional.string({ description, validate: [oneOf("broken", "stopped")] }),
    },
  }),
  validate({ config, diagnostics }) {
    if (config.rows === 0) diagnostics.error({ attribute: "rows", summary: "Nothing to tidy" });
  },
  plan({ config, diagnostics }) {
    if (config.rows === 13) diagnostics.warning({ summary: "Bad luck" });
  },
  async invoke({ config, progress, signal, diagnostics }) {
    signals.push(signal);
    for (let row = 1; row <= config.rows; row++) progress(`row ${row}${config.careful ? ", carefully" : ""}`);
    if (config.until === "broken") throw new DiagnosticError({ summary: "A board broke" });
    if (config.until === "stopped") {
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    }
    diagnostics.warning({ summary: "Dust everywhere" });
  },
});

export const shelfWithStreams = defineProvider({
  ...shelf,
  listResources: { shelf_book: books, shelf_nothing: books },
  actions: { shelf_tidy: tidy },
  resources: {
    ...shelf.resources,
    shelf_nothing: {
      schema: defineSchema({ description, attributes: { id: computed.string({ description }) } }),
      create: () => Promise.reject(new Error("never")),
      read: () => null,
      update: () => Promise.reject(new Error("never")),
      delete() {},
    },
  },
});
