import { useId } from "react";

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; help?: string }[];
  onValue: (value: Value) => void;
}

/** A few choices, all in sight, one of them taken. */
export const Choice = <Value extends string>({
  label,
  value,
  options,
  onValue,
}: ChoiceProps<Value>) => {
  const name = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-strong">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-11 items-center gap-2 rounded-md border border-edge/60 bg-raised px-3 py-2 has-checked:border-accent has-checked:bg-accent/10 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onValue(option.value)}
              className="size-4 outline-none"
            />
            <span>
              {option.label}
              {option.help !== undefined && (
                <span className="block text-small text-quiet">{option.help}</span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};
