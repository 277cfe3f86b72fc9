import { joinWordLists } from "./wordLists.ts";

const LEFT_OUT = "style, script, meta, link, title, xml, o\\:p";

const rename = (element: Element, tag: string): void => {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
};

/** Lists of tasks as other editors write them. */
const markTasks = (body: Element): void => {
  for (const item of body.querySelectorAll("li")) {
    const box = item.querySelector(
      ":scope > input[type=checkbox], :scope > p > input[type=checkbox]",
    );
    if (box || item.getAttribute("role") === "checkbox") {
      const isDone = box ? box.hasAttribute("checked") : item.ariaChecked === "true";
      box?.remove();
      item.querySelector(":scope > img")?.remove();
      item.dataset["type"] = "taskItem";
      item.dataset["checked"] = String(isDone);
      item.parentElement?.setAttribute("data-type", "taskList");
    }
  }
};

/** What came from a word processor or another site, in the few elements that the editor reads. */
export const cleanPastedHtml = (html: string): string => {
  if (html.includes("data-pm-slice")) {
    // From an editor like this one.
    return html;
  }
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll(LEFT_OUT)) {
    element.remove();
  }
  joinWordLists(body);
  for (const title of body.querySelectorAll("p.MsoTitle")) {
    rename(title, "h1");
  }
  for (const heading of body.querySelectorAll("h5, h6")) {
    rename(heading, "h4");
  }
  markTasks(body);
  return body.innerHTML;
};
