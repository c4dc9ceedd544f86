import type { MappingAnswer } from "../../../../../contract/gateway/mapping";
import type { MappingForm } from "./mapping/mapping-form";
import type { SettingsEdit } from "./settings-edit";

/** Mapping settings that the server holds, with their version. */
export interface StoredMapping {
  readonly mapping: MappingAnswer;
  readonly etag: string | null;
}

/** The edits of an integration that nobody saved yet. The page keeps them while it shows another tab. */
export interface Drafts {
  /** With the settings that the edit began with. Null: nothing is edited. */
  mapping: { readonly stored: StoredMapping; readonly form: MappingForm } | null;
  settings: SettingsEdit;
}
