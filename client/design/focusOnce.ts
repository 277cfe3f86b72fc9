/** As a `ref`: puts the keyboard on an element when it appears. */
export const focusOnce = (element: HTMLElement | null): void => element?.focus();
