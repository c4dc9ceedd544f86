import type { Compilable, QueryResult } from "kysely";
import { type Database, type Engine, engineOf } from "./database";
import { directReads, directWrites } from "./sqlite/direct";

/** What a parameter of a statement may be. */
export type Value = string | number | null;

type Values<Shape> = { readonly [Name in keyof Shape]: Value };

/** A result that SQLite has at once and PostgreSQL later; both can be awaited. */
export type Soon<Result> = Result | Promise<Result>;

/** Does something with a result: at once when it is there at once. */
export function after<Result, Next>(result: Soon<Result>, next: (result: Result) => Soon<Next>): Soon<Next> {
  return result instanceof Promise ? result.then(next) : next(result);
}

/** A statement whose text is made once; only its parameters differ from one use to the next. */
export interface Query<Shape, Row> {
  all(db: Database, values: Shape): Soon<Row[]>;
  first(db: Database, values: Shape): Soon<Row | undefined>;
  /** For a statement that gives no rows. @returns How many it changed. */
  run(db: Database, values: Shape): Soon<number>;
}

/**
 * Keeps the text of a statement from its first use on, because building and compiling it costs several times what running
 * it does. On SQLite it then runs without the query builder's connections and promises.
 * @param build Uses a parameter as a value and in no other way.
 * @param names Every parameter, when `build` takes all of them at once as in `.values(row)`.
 */
export function query<Shape extends Values<Shape>, Row>(
  build: (db: Database, values: Shape) => Compilable<Row>,
  names?: { readonly [Name in keyof Shape]: true },
): Query<Shape, Row> {
  const texts = new Map<string, Text>();
  const textFor = (db: Database, engine: Engine): Text => {
    const key = db.isTransaction ? `${engine} transaction` : engine;
    let text = texts.get(key);
    if (text === undefined) {
      text = new Text(build(db, parameters(Object.keys(names ?? {}))));
      texts.set(key, text);
    }
    return text;
  };
  const later = (db: Database, values: Shape): Promise<QueryResult<Row>> =>
    textFor(db, engineOf(db)).execute(db, values);
  return {
    all(db, values) {
      const direct = directReads(db);
      if (direct === null) return later(db, values).then(({ rows }) => rows);
      const text = textFor(db, "sqlite");
      return direct.all<Row>(text.sql, text.bind(values));
    },
    first(db, values) {
      const direct = directReads(db);
      if (direct === null) return later(db, values).then(({ rows }) => rows[0]);
      const text = textFor(db, "sqlite");
      return direct.first<Row>(text.sql, text.bind(values));
    },
    run(db, values) {
      const direct = directWrites(db);
      if (direct === null)
        return later(db, values).then(({ numAffectedRows }) => Number(numAffectedRows ?? 0));
      const text = textFor(db, "sqlite");
      return direct.run(text.sql, text.bind(values));
    },
  };
}

/** Stands for a parameter while the text of its statement is made. */
class Parameter {
  constructor(readonly name: string) {}
}

/** Every name that is asked for gives its parameter; only the listed ones are found by looking through the keys. */
function parameters<Shape>(names: readonly string[]): Shape {
  const listed = Object.fromEntries(names.map((name) => [name, new Parameter(name)]));
  return new Proxy(listed, { get: (_, name) => new Parameter(String(name)) }) as Shape;
}

class Text {
  readonly sql: string;
  readonly #slots: readonly unknown[];
  readonly #compiled: ReturnType<Compilable["compile"]>;

  constructor(built: Compilable) {
    this.#compiled = built.compile();
    this.sql = this.#compiled.sql;
    this.#slots = this.#compiled.parameters;
  }

  bind(values: Values<unknown>): unknown[] {
    const known = values as Readonly<Record<string, Value>>;
    return this.#slots.map((slot) => (slot instanceof Parameter ? known[slot.name] : slot));
  }

  execute<Row>(db: Database, values: Values<unknown>): Promise<QueryResult<Row>> {
    return db.executeQuery<Row>({ ...this.#compiled, parameters: this.bind(values) });
  }
}
