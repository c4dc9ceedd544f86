import { useEffect, useState } from "preact/hooks";
import { TextArea } from "../../parts/form/field";
import { Notice } from "../../parts/text/notice";
import { readToken } from "./read-token";
import type { SignerForm } from "./signer-form";
import { tokenAdvice } from "./token-advice";

interface Props {
  readonly form: SignerForm;
  readonly onChange: (part: Partial<SignerForm>) => void;
}

/** Decodes a token that a person pastes, in the browser alone. It lives no longer than the view. */
export function TokenReader({ form, onChange }: Props) {
  const [text, setText] = useState("");
  useEffect(() => {
    // The browser may keep a page that is left, to show it again at Back.
    const forget = () => setText("");
    window.addEventListener("pagehide", forget);
    return () => window.removeEventListener("pagehide", forget);
  }, []);
  const read = readToken(text);
  return (
    <section class="stack form" aria-label="A token of the identity provider">
      <TextArea
        label="Token to compare"
        optional
        value={text}
        onInput={setText}
        spellcheck={false}
        rows={3}
        help="Paste a JWT of the identity provider. It stays in this browser until you leave."
      />
      {read !== null && (
        <div>
          <button type="button" onClick={() => setText("")}>
            Remove the token
          </button>
        </div>
      )}
      <div class="stack" role="status">
        {read?.kind === "wrong" && (
          <Notice tone="bad">
            <p>{read.problem}</p>
          </Notice>
        )}
        {read?.kind === "claims" &&
          tokenAdvice(read.claims, form, Date.now()).map(({ tone, text: sentence, fixes }) => (
            <Notice key={sentence} tone={tone}>
              <p dir="auto">{sentence}</p>
              {fixes.length > 0 && (
                <div class="bar">
                  {fixes.map(({ label, change }) => (
                    <button key={label} type="button" class="small fix" onClick={() => onChange(change)}>
                      {label}
                    </button>
                  ))}
                </div>
              )}
            </Notice>
          ))}
      </div>
    </section>
  );
}
