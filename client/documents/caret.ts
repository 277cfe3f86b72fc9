import { z } from "zod";
import { personTone } from "../design/accents.ts";

const User = z.object({ id: z.string(), name: z.string() }).catch({ id: "", name: "" });

/** Where somebody else writes, with their name: as the server says who they are. */
export const caretOf = (user: unknown): HTMLElement => {
  const { id, name } = User.parse(user);
  const caret = document.createElement("span");
  const label = document.createElement("span");
  caret.className = "document-caret";
  caret.style.setProperty("--person", personTone(id));
  label.className = "document-caret-name";
  label.textContent = name;
  caret.append(label);
  return caret;
};

/** What they have marked. */
export const markedBy = (user: unknown): { class: string; style: string } => ({
  class: "document-marked",
  style: `--person: ${personTone(User.parse(user).id)}`,
});
