import { Copy } from "../text/copy";
import { Time } from "../text/time";
import type { Column } from "./column";

/** The ID of an object, to copy. */
export const ID_COLUMN: Column<{ readonly id: string }> = {
  label: "ID",
  cell: ({ id }) => <Copy text={id} what="ID" />,
  text: ({ id }) => id,
};

/** When an object was made. */
export const CREATED_COLUMN: Column<{ readonly createdAt: string }> = {
  label: "Created",
  sort: "createdAt",
  cell: ({ createdAt }) => <Time at={createdAt} />,
  text: ({ createdAt }) => createdAt,
};
