import type { IdentitiesOnDelete } from "../../../../../contract/gateway/integration";

/** One of the ways to delete an integration. */
export interface DeleteChoice {
  readonly value: IdentitiesOnDelete;
  readonly label: string;
  readonly help: string;
}

/**
 * What may become of the identities, with how many people each choice concerns.
 * @param count how many identities the integration has. Undefined: the server does not say.
 */
export function deleteChoices(count: number | undefined): readonly DeleteChoice[] {
  const who = people(count);
  return [
    {
      value: "keep",
      label: "Keep the identities",
      help:
        `${who} ${are(count)} not touched: whoever can sign in today still can. Nothing disables an ` +
        "identity any more when its person leaves.",
    },
    {
      value: "disable",
      label: "Disable the identities",
      help: `${who} can no longer sign in. The identities stay, and somebody can enable them again.`,
    },
    {
      value: "delete",
      label: "Delete the identities",
      help: `${who} can no longer sign in. The identities are gone, and nothing brings them back.`,
    },
  ];
}

/** The words on the button. */
export function deleteAction(choice: IdentitiesOnDelete, count: number | undefined): string {
  if (count === 0) return "Delete the integration";
  const what = count === undefined ? "its identities" : `${number(count)} ${identities(count)}`;
  return {
    keep: "Delete the integration only",
    disable: `Delete it, disable ${what}`,
    delete: `Delete it and ${what}`,
  }[choice];
}

function people(count: number | undefined): string {
  if (count === undefined) return "The people of the integration";
  return count === 1 ? "1 person" : `${number(count)} people`;
}

const are = (count: number | undefined) => (count === 1 ? "is" : "are");
const identities = (count: number) => (count === 1 ? "identity" : "identities");
const number = (count: number) => count.toLocaleString("en");
