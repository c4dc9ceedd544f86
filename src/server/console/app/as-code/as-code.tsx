import { useState } from "preact/hooks";
import { importBlock, resourceBlock } from "../../../../as-code/hcl/resource-block";
import type { Adopted, AdoptedIntegration } from "../../../../as-code/model/adopted";
import { statement } from "../../../../as-code/typescript/statement";
import { Radios } from "../parts/form/choice";
import { Tabs } from "../parts/tabs";
import { Copy } from "../parts/text/copy";
import { type ApiCall, curl } from "./api-call";
import "./as-code.css";

/** What a view shows: an object, and the call that would make it so. */
export interface Shown {
  readonly adopted: Adopted | AdoptedIntegration;
  readonly call: ApiCall;
}

interface Props {
  /** What is stored. Null for an object that does not exist yet. */
  readonly before: Shown | null;
  /** What the form says. */
  readonly after: Shown;
}

const LANGUAGES = [
  { id: "typescript", label: "TypeScript" },
  { id: "hcl", label: "HCL" },
  { id: "api", label: "API call" },
] as const;
type Language = (typeof LANGUAGES)[number]["id"];

/** Shows what is on the screen as code, before and after an edit. */
export function AsCode({ before, after }: Props) {
  const [language, setLanguage] = useState<Language>("typescript");
  const [state, setState] = useState<"before" | "after">("after");
  const isEdited = before !== null && textOf(before, "api") !== textOf(after, "api");
  const text = textOf(isEdited && state === "before" ? before : after, language);
  return (
    <details class="as-code">
      <summary>As code</summary>
      {isEdited && (
        <Radios
          label="Which state"
          value={state}
          onChange={setState}
          options={[
            { value: "after", label: "After the edit" },
            { value: "before", label: "As it is stored" },
          ]}
        />
      )}
      <Tabs label="Language" tabs={LANGUAGES} selected={language} onSelect={setLanguage}>
        <pre class="code" dir="ltr">
          {text}
        </pre>
        <Copy text={text} what="code" isHidden />
      </Tabs>
    </details>
  );
}

function textOf({ adopted, call }: Shown, language: Language): string {
  if (language === "api") return curl(location.origin, call);
  if (language === "typescript") return statement(adopted);
  const blocks = "mapping" in adopted && adopted.mapping !== null ? [adopted, adopted.mapping] : [adopted];
  const imports = blocks.filter(({ id }) => id !== "").map((block) => importBlock(block, false));
  return [...blocks.map(resourceBlock), ...imports].join("\n");
}
