/** Which of the links within an element is in force. */
export const chosenIn = (element: HTMLElement | null): HTMLElement | null | undefined =>
  element?.querySelector<HTMLElement>("[aria-current=true]");
