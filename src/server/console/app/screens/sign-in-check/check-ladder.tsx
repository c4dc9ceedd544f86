import { useEffect, useRef } from "preact/hooks";
import type { JwtCheck, LinkKind, SignInLink } from "../../../../../contract/gateway/jwt-check";
import { Notice } from "../../parts/text/notice";
import { Pill } from "../../parts/text/pill";
import { Link } from "../../routing/link";
import "./check-ladder.css";
import { KIND_WORDS, linkPath, outcomeWord, question, verdict, withNewLinks } from "./step-words";

/** The answer of a sign-in check: the verdict, what to do, and the steps in their order. */
export function CheckLadder({ check }: { readonly check: JwtCheck }) {
  const { sentence, tone } = verdict(check);
  const { status, wwwAuthenticate } = check.controllerAnswer;
  const section = useRef<HTMLElement>(null);
  // On a phone the answer begins below the screen.
  useEffect(() => section.current?.querySelector(".notice")?.scrollIntoView({ block: "nearest" }), [check]);
  return (
    <section class="stack" aria-label="Answer" ref={section}>
      <Notice tone={tone} announce>
        <p dir="auto">
          <strong>{sentence}</strong>
        </p>
        {check.failure !== null && (
          <p class="sub">
            <code>{check.failure}</code>
          </p>
        )}
        {check.hints.map(({ code, message, links }) => (
          <div key={`${code} ${message}`} class="hint">
            <p dir="auto">{message}</p>
            <Mend links={links} />
          </div>
        ))}
      </Notice>
      <ol class="ladder">
        {withNewLinks(check.steps).map((step) => (
          <li key={step.step} class={step.outcome}>
            <div>
              <Pill tone={outcomeWord(step).tone}>{outcomeWord(step).word}</Pill>{" "}
              <strong>{question(step)}</strong>
              <p dir="auto">{step.detail}</p>
              <Mend links={step.links} />
            </div>
          </li>
        ))}
      </ol>
      <details>
        <summary>What the controller answers</summary>
        <p>
          HTTP <code>{status}</code>
        </p>
        {wwwAuthenticate !== null && <pre class="wrapped">WWW-Authenticate: {wwwAuthenticate}</pre>}
      </details>
    </section>
  );
}

function Mend({ links = [] }: { readonly links?: readonly SignInLink[] | undefined }) {
  if (links.length === 0) return null;
  return (
    <p class="sub">
      {links.map((link) => (
        <span key={`${link.kind} ${link.id}`} class="block">
          <Link href={linkPath(link)}>
            Show the {KIND_WORDS[link.kind as LinkKind] ?? link.kind} <bdi>{link.name}</bdi>
          </Link>
        </span>
      ))}
    </p>
  );
}
