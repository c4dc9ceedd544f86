/** A small provider whose "API" is a directory of JSON files. It has a case for every rule. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  computed,
  DiagnosticError,
  defineProvider,
  defineResource,
  defineSchema,
  isUnknown,
  notBlank,
  oneOf,
  optional,
  type PlanOf,
  required,
  type StateOf,
  timeouts,
  types,
  UNKNOWN,
} from "../../../src/tfplugin";

import type { Shelf } from "./shelf-context";
import { catalog, loan, shelfMark, tally } from "./shelf-offers";

const description = "…";

export const bookSchema = defineSchema({
  version: 2,
  description: "A book on the shelf.",
  attributes: {
    id: computed.string({ description, keep: true }),
    title: required.string({ description, validate: [notBlank()] }),
    shelf_mark: optional.string({ description, replace: true }),
    format: optional.string({ description, default: "paper", validate: [oneOf("paper", "audio", "ebook")] }),
    pages: optional.number({ description, default: 0 }),
    price: optional.number({ description }),
    in_print: optional.bool({ description, default: true }),
    tags: optional.set.string({ description, default: [] }),
    authors: optional.list.string({ description }),
    notes: optional.map.string({ description }),
    abstract: optional.string({
      description,
      same: (stored, other) => stored.trim() === other.trim(),
    }),
    publisher: optional.object({
      description,
      default: {},
      attributes: {
        name: optional.string({ description, default: "unknown" }),
        city: optional.string({ description }),
        address: optional.object({
          description,
          default: {},
          attributes: { country: optional.string({ description, default: "NL" }) },
        }),
      },
    }),
    chapters: optional.list.object({
      description,
      attributes: {
        heading: required.string({ description, validate: [notBlank()] }),
        length: optional.number({ description, default: 10 }),
        anchor: computed.string({ description, keep: true }),
      },
    }),
    dimensions: optional.plainObject({
      description,
      members: { height: types.number, unit: types.string },
    }),
    copies: optional.set.plainObject({ description, members: { place: types.string } }),
    isbn: optional.string({ description, computed: true, keep: true, prefix: "isbn-of-" }),
    revision: computed.number({ description }),
    loan_key: computed.string({ description, keep: true, sensitive: true }),
    loan_rotation: optional.string({ description }),
    borrower: computed.string({ description, keep: true, nullable: true }),
    pin: optional.string({ description, writeOnly: true }),
    pin_version: optional.number({ description }),
    pin_length: computed.number({ description, keep: true, nullable: true }),
    timeouts: timeouts({ create: "5m", update: "5m", delete: "5m" }),
    behaviour: optional.string({ description: "Makes the API misbehave, see the handlers." }),
  },
});

type State = StateOf<typeof bookSchema>;
type Plan = PlanOf<typeof bookSchema>;

export const book = defineResource<Shelf>()({
  schema: bookSchema,
  knownAfterImport: ["id"],

  validate({ config, diagnostics }) {
    if (config.format === "audio" && config.pages !== null && !isUnknown(config.pages)) {
      diagnostics.error({
        attribute: "pages",
        summary: "Pages of an audio book",
        detail: "An audio book has no pages. Remove pages, or choose another format.",
      });
    }
    const publisher = config.publisher;
    if (publisher !== null && !isUnknown(publisher) && publisher.city === "Atlantis") {
      diagnostics.error({ attribute: ["publisher", "city"], summary: "No such city", detail: "It sank." });
    }
  },

  plan({ prior, plan }) {
    if (prior === null) return plan;
    const rotates = plan.loan_rotation !== prior.loan_rotation;
    const pinChanges = plan.pin_version !== prior.pin_version;
    return {
      ...plan,
      ...(rotates && { loan_key: UNKNOWN }),
      ...(pinChanges && { pin_length: UNKNOWN }),
    };
  },

  warn({ prior, plan, diagnostics }) {
    if (plan === null) {
      diagnostics.warning({ summary: "A book is thrown away", detail: `It is ${prior?.title}.` });
    }
    if (plan?.behaviour === "warn-throws") throw new Error("the look-ahead broke");
  },

  async create({ plan, config, context, signal, save, diagnostics, privateState }) {
    privateState.set({ changes: 0 });
    const id = freeId(context);
    const state = bookFrom(plan, id, 1, typeof config.pin === "string" ? config.pin.length : null);
    put(context, state);
    save({ id });
    await misbehave(plan.behaviour, signal, diagnostics);
    if (plan.behaviour === "other-title") return { ...state, title: "Another" };
    return plan.abstract === null ? state : { ...state, abstract: `${plan.abstract}\n` };
  },

  read({ state, context }) {
    if (state.behaviour === "read-throws" && existsSync(join(context.directory, "broken"))) {
      throw new DiagnosticError({ summary: "The shelf is closed", detail: "Come back tomorrow." });
    }
    return get(context, state.id);
  },

  async update({ prior, plan, config, context, signal, diagnostics, privateState }) {
    const { changes = 0 } = (privateState.get() ?? {}) as { changes?: number };
    privateState.set({ changes: changes + 1 });
    await misbehave(plan.behaviour, signal, diagnostics);
    const pin = typeof config.pin === "string" ? config.pin.length : prior.pin_length;
    const updated = bookFrom(plan, prior.id, prior.revision + 1, pin);
    put(context, updated);
    return updated;
  },

  delete({ state, context }) {
    if (state.behaviour === "keep") {
      throw new DiagnosticError({ summary: "Not for sale", detail: "This book stays.", attribute: "title" });
    }
    rmSync(fileOf(context, state.id), { force: true });
  },

  import({ id, context }) {
    if (!id.startsWith("title:")) return { id };
    const title = id.slice("title:".length);
    const found = Array.from({ length: 50 }, (_, number) => get(context, `book-${number}`));
    const match = found.find((candidate) => candidate?.title === title);
    if (!match)
      throw new DiagnosticError({ summary: "No such book", detail: `There is none called ${title}.` });
    return { id: match.id };
  },

  upgrade: {
    0: ({ name, ...rest }) => ({ ...rest, title: name }),
    1: ({ title, ...rest }) => ({ ...rest, title: String(title).trim() }),
  },

  move({ providerAddress, typeName, state }) {
    if (providerAddress === "terraform.io/builtin/terraform" && typeName === "terraform_data") {
      return { id: String((state.input as { value: unknown }).value) };
    }
    return typeName === "shelf_magazine" ? { id: String(state.number), title: String(state.name) } : null;
  },

  identity: {
    version: 1,
    attributes: {
      id: { type: types.string, description },
      shelf: { type: types.string, description, optional: true },
    },
    of: ({ id }) => ({ id, shelf: null }),
    upgrade: { 0: ({ key }) => ({ id: key }) },
  },
});

export const shelf = defineProvider({
  address: "registry.terraform.io/example/shelf",
  version: "1.2.3",
  schema: defineSchema({
    description: "Books on a shelf.",
    attributes: {
      directory: required.string({ description, validate: [notBlank()] }),
      password: optional.string({ description, sensitive: true, validate: [notBlank()] }),
    },
  }),
  configure({ config }) {
    if (isUnknown(config.directory)) return null;
    mkdirSync(config.directory, { recursive: true });
    return { directory: config.directory };
  },
  resources: { shelf_book: book },
  dataSources: { shelf_catalog: catalog },
  ephemerals: { shelf_loan: loan },
  functions: { shelf_mark: shelfMark, tally },
});

function bookFrom(plan: Plan, id: string, revision: number, pinLength: number | null): State {
  const known = <T>(value: T, otherwise: string) => (typeof value === "string" ? value : otherwise);
  return {
    ...plan,
    id,
    revision,
    isbn: known(plan.isbn, `isbn-of-${id}`),
    loan_key: known(plan.loan_key, `key-${id}-${revision}`),
    borrower: typeof plan.borrower === "string" ? plan.borrower : null,
    pin: null,
    pin_length: typeof plan.pin_length === "number" ? plan.pin_length : pinLength,
    chapters:
      plan.chapters?.map((chapter, index) => ({
        ...chapter,
        anchor: known(chapter.anchor, `chapter-${index}`),
      })) ?? null,
  };
}

async function misbehave(
  behaviour: string | null,
  signal: AbortSignal,
  diagnostics: { error(text: { summary: string }): void },
): Promise<void> {
  if (behaviour === "throw") throw new TypeError("cannot read the shelf");
  if (behaviour === "report") diagnostics.error({ summary: "Reported, not thrown" });
  if (behaviour === "chatty") {
    console.log("looking\nfor %s", "a place");
    process.stdout.write("found one");
  }
  if (behaviour === "background") void Promise.reject(new Error("the label came off"));
  if (behaviour === "crash")
    setImmediate(() => {
      throw new Error("a stray bug");
    });
  if (behaviour === "hang" || behaviour === "crash") {
    await new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  }
}

function fileOf({ directory }: Shelf, id: string): string {
  return join(directory, `${id}.json`);
}

function get(context: Shelf, id: string): State | null {
  const file = fileOf(context, id);
  if (!existsSync(file)) return null;
  return JSON.parse(readFileSync(file, "utf8"), (_, value) => {
    return typeof value === "string" && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value;
  });
}

function put(context: Shelf, state: State): void {
  const text = JSON.stringify(state, (_, value) => (typeof value === "bigint" ? `${value}n` : value));
  writeFileSync(fileOf(context, state.id), text);
}

/** Creating the file exclusively makes parallel creates take different ids. */
function freeId(context: Shelf): string {
  for (let number = 0; ; number++) {
    try {
      writeFileSync(fileOf(context, `book-${number}`), "null", { flag: "wx" });
      return `book-${number}`;
    } catch {
      // Taken: try the next.
    }
  }
}
