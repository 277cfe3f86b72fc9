import { Ellipsis } from "lucide-react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";

export interface Action {
  id: string;
  label: string;
  isDangerous?: boolean;
  run: () => void;
}

/** What else can be done with a thing, behind three dots. Nothing at all if nothing can be done. */
export const ActionMenu = ({ label, actions }: { label: string; actions: readonly Action[] }) =>
  actions.length === 0 ? undefined : (
    <MenuTrigger>
      <Button
        aria-label={label}
        className="grid size-11 shrink-0 place-items-center rounded-md text-quiet hover:bg-sunken hover:text-text"
      >
        <Ellipsis aria-hidden size={20} />
      </Button>
      <Popover
        placement="bottom end"
        className="min-w-48 animate-rise rounded-md border border-line bg-raised p-1 shadow-float"
      >
        <Menu className="outline-none">
          {actions.map(({ id, label, isDangerous = false, run }) => (
            <MenuItem
              key={id}
              onAction={run}
              className={`min-h-11 cursor-pointer rounded-sm px-3 py-2 outline-none data-focused:bg-sunken ${isDangerous ? "text-bad" : ""}`}
            >
              {label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
