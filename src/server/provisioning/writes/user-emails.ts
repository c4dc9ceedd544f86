import type { UserAttributes } from "../../scim/backend";
import type { Database } from "../../store/database";
import { query } from "../../store/query";
import type { Row } from "../../store/tables";
import { chunks } from "../chunks";
import { textOrNull } from "../user-rows";

/** How many addresses are written one by one, by a statement that is ready; real users have fewer. */
const FEW = 4;

const addEmail = query((db, row: Row<"scim_user_emails">) => db.insertInto("scim_user_emails").values(row), {
  user_id: true,
  position: true,
  value_key: true,
  type_key: true,
  is_primary: true,
});

const dropEmails = query((db, { userId }: { readonly userId: string }) =>
  db.deleteFrom("scim_user_emails").where("user_id", "=", userId),
);

/** Keeps the e-mail addresses of a new user where filters find them. */
export async function writeEmails(db: Database, userId: string, attributes: UserAttributes): Promise<void> {
  const rows = emailRows(userId, attributes);
  for (const row of rows.slice(0, FEW)) await addEmail.run(db, row);
  for (const some of chunks(rows.slice(FEW))) {
    await db.insertInto("scim_user_emails").values(some).execute();
  }
}

/** Keeps them in the place of those it had. */
export async function rewriteEmails(db: Database, userId: string, attributes: UserAttributes): Promise<void> {
  await dropEmails.run(db, { userId });
  await writeEmails(db, userId, attributes);
}

/** The key is empty where an entry has labels but no address. */
function emailRows(userId: string, attributes: UserAttributes): Row<"scim_user_emails">[] {
  const emails: readonly unknown[] = Array.isArray(attributes.emails) ? attributes.emails : [];
  return emails.map((email, position) => {
    const { value, type, primary } = (email ?? {}) as Readonly<Record<string, unknown>>;
    const value_key = (textOrNull(value) ?? "").toLowerCase();
    const type_key = textOrNull(type)?.toLowerCase() ?? null;
    const is_primary = primary === true ? 1 : 0;
    return { user_id: userId, position, value_key, type_key, is_primary };
  });
}
