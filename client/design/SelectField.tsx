import { ChevronDown } from "lucide-react";
import { useId } from "react";
import type { ReactNode } from "react";
import { fieldStyle } from "./TextField.tsx";

interface SelectFieldProps<Value extends string> {
  label: ReactNode;
  help?: ReactNode;
  isLabelHidden?: boolean;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onValue: (value: Value) => void;
  disabled?: boolean;
}

/** The browser's own list: nothing works better with a thumb. */
export const SelectField = <Value extends string>({
  label,
  help,
  isLabelHidden = false,
  value,
  options,
  onValue,
  disabled = false,
}: SelectFieldProps<Value>) => {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "font-strong"}>
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          value={value}
          disabled={disabled}
          aria-describedby={help === undefined ? undefined : `${id}-help`}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen) {
              onValue(chosen.value);
            }
          }}
          className={`${fieldStyle} appearance-none pr-10`}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          size={18}
          className="pointer-events-none absolute top-3.5 right-3 text-quiet"
        />
      </div>
      {help !== undefined && (
        <p id={`${id}-help`} className="text-small text-quiet">
          {help}
        </p>
      )}
    </div>
  );
};
