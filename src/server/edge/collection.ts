import type { FastifyInstance, FastifyRequest } from "fastify";
import { recordChange } from "../audit/management";
import { instant } from "../context";
import { edgeId } from "../identifiers/edge-id";
import { forgetTool, type ManagedKind, recordTool } from "../managed-by/managed-objects";
import type { Database } from "../store/database";
import { transact } from "../store/transact";
import { type JsonObject, pathId, readObject } from "./edge-request";
import { type EdgeContext, sessionOf } from "./edge-session";
import { created, detail, EMPTY } from "./envelope";
import { type ListQuery, readListQuery } from "./lists/list-query";
import { requireStoredTexts } from "./stored-text";

/** The network and the id of an object that is written, and the time. */
export interface Target {
  readonly networkId: string;
  readonly id: string;
  /** An instant in the form that the store keeps. */
  readonly now: string;
}

/**
 * One kind of object of the edge API. A function that writes gets a transaction as its database. Every
 * function throws EdgeError for what it refuses.
 */
export interface EdgeKind<Row extends object, Value> {
  /** Name in the path, as in `auth-policies`. */
  readonly collection: string;
  /** As what a tool may manage it. Null when the API shows no tool. */
  readonly managedAs: ManagedKind | null;
  readonly list: (db: Database, networkId: string, query: ListQuery, now: Date) => Promise<unknown>;
  /** @throws EdgeError NOT_FOUND */
  readonly row: (db: Database, networkId: string, id: string) => Promise<Row>;
  /** The object as the API shows it. */
  readonly show: (db: Database, row: Row, now: Date) => Promise<unknown>;
  /** The value that a create or PUT sends. Absent fields get their defaults. */
  readonly read: (body: JsonObject) => Value;
  /** The stored value with the fields that a PATCH sends. */
  readonly patched: (row: Row, body: JsonObject) => Value;
  readonly insert: (db: Database, target: Target, value: Value) => Promise<void>;
  readonly update: (db: Database, target: Target, value: Value, row: Row) => Promise<void>;
  readonly remove: (db: Database, row: Row) => Promise<void>;
}

/** Adds the routes of a kind: list, get, create, PUT, PATCH and delete. */
export function registerCollection<Row extends object, Value>(
  edge: FastifyInstance,
  context: EdgeContext,
  kind: EdgeKind<Row, Value>,
): void {
  const { db, clock } = context;
  const all = `/${kind.collection}`;
  const one = `${all}/:id`;

  edge.get(all, (request) => kind.list(db, sessionOf(request).networkId, readListQuery(request), clock()));

  edge.get(one, async (request) => {
    const row = await kind.row(db, sessionOf(request).networkId, pathId(request));
    return detail(await kind.show(db, row, clock()));
  });

  edge.post(all, async (request, reply) => {
    const sent = readObject(request);
    const value = kind.read(sent);
    requireStoredTexts(sent, null);
    const target = { networkId: sessionOf(request).networkId, id: edgeId(), now: instant(clock()) };
    await transact(db, async (transaction) => {
      await kind.insert(transaction, target, value);
      await recordChange(context, transaction, request, { target: target.id, changed: Object.keys(sent) });
      await record(transaction, request, target.id);
    });
    return reply.status(201).send(created(kind.collection, target.id));
  });

  edge.put(one, async (request) => {
    const value = kind.read(readObject(request));
    await update(request, () => value);
    return EMPTY;
  });

  edge.patch(one, async (request) => {
    const sent = readObject(request);
    await update(request, (row) => kind.patched(row, sent));
    return EMPTY;
  });

  edge.delete(one, async (request) => {
    const { networkId } = sessionOf(request);
    await transact(db, async (transaction) => {
      await kind.remove(transaction, await kind.row(transaction, networkId, pathId(request)));
      await recordChange(context, transaction, request, { target: pathId(request) });
      if (kind.managedAs !== null) await forgetTool(transaction, kind.managedAs, pathId(request));
    });
    return EMPTY;
  });

  async function update(request: FastifyRequest, valueAfter: (row: Row) => Value): Promise<void> {
    const [{ networkId }, id] = [sessionOf(request), pathId(request)];
    const target = { networkId, id, now: instant(clock()) };
    const sent = readObject(request);
    const changed = Object.keys(sent);
    await transact(db, async (transaction) => {
      const row = await kind.row(transaction, networkId, id);
      const value = valueAfter(row);
      requireStoredTexts(sent, row);
      await kind.update(transaction, target, value, row);
      await recordChange(context, transaction, request, { target: id, changed });
      await record(transaction, request, id);
    });
  }

  async function record(transaction: Database, request: FastifyRequest, id: string): Promise<void> {
    if (kind.managedAs !== null) await recordTool(context, transaction, request, kind.managedAs, id);
  }
}
