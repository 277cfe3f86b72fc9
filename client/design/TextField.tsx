import { focusOnce } from "./focusOnce.ts";
import { useId } from "react";
import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from "react";

interface FieldProps {
  label: ReactNode;
  help?: ReactNode;
  /** Shown in place of the help. */
  problem?: ReactNode;
  value: string;
  onValue: (value: string) => void;
  /** The label is read out but not shown, where the place says it all. */
  isLabelHidden?: boolean;
  /** The keyboard goes on from here when it appears. */
  takesFocus?: boolean;
}

type LineProps = Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange"> &
  FieldProps & { multiline?: false };
type ProseProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "value" | "onChange"> &
  FieldProps & { multiline: true };

export const fieldStyle =
  "block w-full rounded-md border border-edge bg-raised px-3 py-2 min-h-11 text-text placeholder:text-quiet aria-invalid:border-bad";

/** Label above, help below, and what is wrong in place of the help. */
export const TextField = (props: LineProps | ProseProps) => {
  const id = useId();
  const { label, help, problem, isLabelHidden = false } = props;
  const described = problem !== undefined || help !== undefined ? `${id}-help` : undefined;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "font-strong"}>
        {label}
      </label>
      <FieldInput {...props} id={id} described={described} isWrong={problem !== undefined} />
      {problem !== undefined ? (
        <p id={described} role="alert" className="text-small text-bad">
          {problem}
        </p>
      ) : (
        help !== undefined && (
          <p id={described} className="text-small text-quiet">
            {help}
          </p>
        )
      )}
    </div>
  );
};

const FieldInput = ({
  label: _label,
  help: _help,
  problem: _problem,
  isLabelHidden: _hidden,
  takesFocus = false,
  described,
  isWrong,
  onValue,
  ...props
}: (LineProps | ProseProps) & { described: string | undefined; isWrong: boolean }) => {
  const shared = {
    "aria-describedby": described,
    "aria-invalid": isWrong || undefined,
    ...(takesFocus && { ref: focusOnce }),
  };
  if (props.multiline) {
    const { multiline: _, ...rest } = props;
    return (
      <textarea
        {...rest}
        {...shared}
        onChange={(event) => onValue(event.target.value)}
        // It grows with its text, from the height of its rows.
        style={{ minHeight: `calc(${props.rows ?? 2} * 1lh + 1.125rem)` }}
        className={`${fieldStyle} field-sizing-content resize-y`}
      />
    );
  }
  const { multiline: _, ...rest } = props;
  return (
    <input
      {...rest}
      {...shared}
      onChange={(event) => onValue(event.target.value)}
      className={fieldStyle}
    />
  );
};
