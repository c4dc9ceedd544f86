import { Notice } from "../../parts/text/notice";
import type { Tone } from "../../parts/text/tone";
import type { EffectLine } from "./effect-line";

const GRAVEST: readonly Tone[] = ["bad", "warn", "neutral", "good"];

/** What an edit would do to people. Draws nothing when nobody notices it. */
export function EffectNotice({ lines }: { readonly lines: readonly EffectLine[] }) {
  if (lines.length === 0) return null;
  const tone = GRAVEST.find((each) => lines.some((line) => line.tone === each)) ?? "neutral";
  return (
    <Notice tone={tone} announce>
      <p>
        <strong>What this does to people</strong>
      </p>
      <EffectList lines={lines} />
      <p class="sub">Disabled identities are counted too.</p>
    </Notice>
  );
}

/** The sentences alone, as a dialog shows them. */
export function EffectList({ lines }: { readonly lines: readonly EffectLine[] }) {
  if (lines.length === 0) return <p>Everybody signs in as before.</p>;
  return (
    <ul>
      {lines.map(({ text }) => (
        <li key={text} dir="auto">
          {text}
        </li>
      ))}
    </ul>
  );
}
