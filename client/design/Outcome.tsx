import { focusOnce } from "./focusOnce.ts";

/** What has come of what was pressed, where that has taken itself away: the keyboard goes on from here. */
export const Outcome = ({ text }: { text: string }) => (
  <p
    ref={focusOnce}
    tabIndex={-1}
    className="justify-self-start text-small text-quiet wrap-anywhere"
  >
    {text}
  </p>
);
