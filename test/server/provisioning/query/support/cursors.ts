import * as z from "zod/mini";
import { type Connection, read, type TestServer } from "../../../support/running-server";

const listed = z.object({
  totalResults: z.optional(z.int()),
  previousCursor: z.optional(z.string()),
  nextCursor: z.optional(z.string()),
  Resources: z.array(z.object({ id: z.string() })),
});
/** One page of a list. */
export type Page = z.infer<typeof listed>;
/** The body of a `.search`. */
export type Query = Readonly<Record<string, string | number>>;

/** How many users `addUsers` pushes. */
export const USERS = 17;

/** Pushes users of which some lack an attribute and some have the same; gives their ids. */
export async function addUsers(server: TestServer, to: Connection): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < USERS; at++) {
    const user = {
      userName: `${(at * 7) % USERS}-user`,
      active: at % 3 > 0,
      ...(at % 4 > 0 && { displayName: `name ${at % 5}` }),
      ...(at % 5 > 0 && { title: "Clerk" }),
    };
    ids.push(read(z.object({ id: z.string() }), await server.scim(to, "POST", "/Users", user)).id);
    server.advance(at % 2);
  }
  return ids;
}

/** Asks for a page by `.search`. */
export async function search(server: TestServer, to: Connection, path: string, query: Query): Promise<Page> {
  return read(listed, await server.scim(to, "POST", `${path}/.search`, query));
}

export const idsOf = ({ Resources }: Page) => Resources.map(({ id }) => id);
