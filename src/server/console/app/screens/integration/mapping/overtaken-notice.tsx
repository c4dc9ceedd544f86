import { Notice } from "../../../parts/text/notice";
import { type MappingForm, SETTINGS } from "./mapping-form";

/**
 * Says that somebody else changed the integration first.
 * @param changed the settings that they changed. Empty: they changed something else of the integration.
 */
export function OvertakenNotice({ changed }: { readonly changed: readonly (keyof MappingForm)[] }) {
  return (
    <Notice tone="warn" announce>
      <p>Somebody else changed the integration after you opened it, so nothing was saved.</p>
      <p>
        {changed.length === 0
          ? "The mapping itself is as it was."
          : `They changed: ${changed.map((field) => SETTINGS[field]).join(", ")}.`}{" "}
        What you edited is still here. Preview it again, then save.
      </p>
    </Notice>
  );
}
