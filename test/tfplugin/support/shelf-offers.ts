/** What the shelf offers beside books: a data source, an ephemeral resource and two functions. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  computed,
  DiagnosticError,
  defineDataSource,
  defineEphemeral,
  defineFunction,
  defineSchema,
  FunctionError,
  isUnknown,
  notBlank,
  optional,
  required,
  types,
} from "../../../src/tfplugin";
import type { Shelf } from "./shelf-context";

const description = "…";

export const catalog = defineDataSource<Shelf>()({
  schema: defineSchema({
    description: "The books of the shelf.",
    attributes: {
      format: optional.string({ description, default: "paper", validate: [notBlank()] }),
      search: optional.object({
        description,
        attributes: {
          word: optional.string({ description }),
          whole: optional.bool({ description, default: true }),
        },
      }),
      titles: computed.set.string({ description }),
      shelf: optional.string({ description, computed: true }),
      note: computed.string({ description, nullable: true }),
    },
  }),

  validate({ config, diagnostics }) {
    if (config.format === "stone") {
      diagnostics.error({ attribute: "format", summary: "Too heavy", detail: "The shelf would break." });
    }
  },

  read({ config, context, diagnostics }) {
    if (config.shelf === "lost") {
      throw new DiagnosticError({ summary: "No such shelf", detail: "It is lost.", attribute: "shelf" });
    }
    if (config.shelf === "dusty") diagnostics.warning({ summary: "The shelf is dusty" });
    const books = Array.from({ length: 20 }, (_, number) => join(context.directory, `book-${number}.json`))
      .filter((file) => existsSync(file))
      .map((file) => JSON.parse(readFileSync(file, "utf8")));
    const found = books.filter(({ title, format }) => {
      const { word, whole } = config.search ?? { word: null, whole: false };
      return format === config.format && (word === null || (whole ? title === word : title.includes(word)));
    });
    return { ...config, titles: found.map(({ title }) => title), shelf: config.shelf ?? "main", note: null };
  },
});

export const loan = defineEphemeral<Shelf>()({
  schema: defineSchema({
    description: "A key for the length of a run.",
    attributes: {
      reader: required.string({ description, validate: [notBlank()] }),
      minutes: optional.number({ description, default: 5 }),
      key: computed.string({ description, sensitive: true }),
    },
  }),

  validate({ config, diagnostics }) {
    if (config.reader === "nobody") diagnostics.error({ attribute: "reader", summary: "Nobody reads" });
  },

  open({ config, context, privateState }) {
    if (config.reader === "stranger") throw new DiagnosticError({ summary: "No loans to strangers" });
    privateState.set({ reader: config.reader, renewals: 0 });
    note(context, `opened for ${config.reader}`);
    const renewAt = new Date(config.minutes * 60_000);
    return { result: { ...config, key: `key-of-${config.reader}` }, renewAt };
  },

  renew({ context, privateState }) {
    const { reader, renewals } = privateState.get() as { reader: string; renewals: number };
    privateState.set({ reader, renewals: renewals + 1 });
    note(context, `renewed for ${reader}`);
    return renewals < 1 ? { renewAt: new Date(1_500) } : {};
  },

  close({ context, privateState }) {
    const { reader, renewals } = privateState.get() as { reader: string; renewals: number };
    note(context, `closed for ${reader} after ${renewals} renewals`);
  },
});

export const shelfMark = defineFunction({
  summary: "The mark on a book's back",
  description: "Joins the room and the parts.",
  parameters: {
    room: { type: types.string, description: "The room." },
    options: {
      type: types.object({ separator: types.string, upper: types.bool }),
      description: "How to write it; null for the usual way.",
      nullable: true,
    },
  },
  variadic: { name: "parts", type: types.string, description: "Rows, cases, boards." },
  returns: types.string,
  call({ room, options }, parts) {
    if (room === "") throw new FunctionError("must not be empty", "room");
    const blank = parts.indexOf("");
    if (blank >= 0) throw new FunctionError("must not be empty", 2 + blank);
    if (room === "cellar") throw new Error("the cellar is flooded");
    const mark = [room, ...parts].join(options?.separator ?? "-");
    return options?.upper ? mark.toUpperCase() : mark;
  },
});

export const tally = defineFunction({
  summary: "Counts",
  description: "How often each word occurs.",
  deprecated: "Count yourself.",
  parameters: { words: { type: types.list(types.string), description: "The words.", unknown: true } },
  returns: types.map(types.number),
  call({ words }) {
    if (isUnknown(words)) return {};
    const counts: Record<string, number> = {};
    for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
    return counts;
  },
});

function note({ directory }: Shelf, line: string): void {
  appendFileSync(join(directory, "loans.log"), `${line}\n`);
}
