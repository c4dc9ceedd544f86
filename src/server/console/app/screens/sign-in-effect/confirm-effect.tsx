import { Confirm } from "../../parts/dialog/confirm";
import type { EffectLine } from "./effect-line";
import { EffectList } from "./effect-notice";

interface Props {
  readonly lines: readonly EffectLine[];
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before a save that people would feel. */
export function ConfirmEffect({ lines, onConfirm, onClose }: Props) {
  return (
    <Confirm
      title="Save the changes?"
      action="Save all the same"
      isDanger
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <EffectList lines={lines} />
    </Confirm>
  );
}
