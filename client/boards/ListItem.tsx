import { createContext, useContext } from "react";
import type { CustomItemComponentProps } from "virtua";

/** How many rows the whole list has; -1 when nobody knows yet. */
export const ListSize = createContext(-1);

/** A row that tells its place in the whole list, most of which is not on the page. */
export const ListItem = ({ ref, index, style, children }: CustomItemComponentProps) => (
  <li ref={ref ?? null} style={style} aria-posinset={index + 1} aria-setsize={useContext(ListSize)}>
    {children}
  </li>
);
