import { foldText } from "../../../contract/scim/fold-text";
import type { UserAttributes } from "../../scim/backend";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import { chunks } from "../chunks";
import { foldedOrNull, textOrNull } from "../text-or-null";

/** Writes the e-mail addresses of a new user to their table, which filters search. */
export async function writeEmails(db: Database, userId: string, attributes: UserAttributes): Promise<void> {
  for (const rows of chunks(emailRows(userId, attributes))) {
    await db.insertInto("scim_user_emails").values(rows).execute();
  }
}

/** Replaces the e-mail addresses of a user in that table. */
export async function rewriteEmails(db: Database, userId: string, attributes: UserAttributes): Promise<void> {
  await db.deleteFrom("scim_user_emails").where("user_id", "=", userId).execute();
  await writeEmails(db, userId, attributes);
}

/** The rows for the e-mail addresses. An entry without an address gets an empty key. */
function emailRows(userId: string, attributes: UserAttributes): Row<"scim_user_emails">[] {
  const emails: readonly unknown[] = Array.isArray(attributes.emails) ? attributes.emails : [];
  return emails.map((email, position) => {
    const { value, type, primary } = (email ?? {}) as Readonly<Record<string, unknown>>;
    const value_key = foldText(textOrNull(value) ?? "");
    const type_key = foldedOrNull(type);
    const is_primary = primary === true ? 1 : 0;
    return { user_id: userId, position, value_key, type_key, is_primary };
  });
}
