"use client";

import { type ChangeEvent, useState } from "react";
import { FieldFrame, type FieldProps, useField } from "./field";

type FileFieldProps = FieldProps & { accept?: string; maxBytes?: number; multiple?: boolean };

/** A file. Too large is said at once, before anything is sent; the server checks again. */
export function FileField(props: FileFieldProps) {
  const [tooLarge, setTooLarge] = useState<string[]>([]);
  const field = useField(props, tooLarge);

  const check = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const limit = props.maxBytes ?? Number.POSITIVE_INFINITY;
    const over = [...(currentTarget.files ?? [])].filter((file) => file.size > limit);
    setTooLarge(
      over.map((file) => `「${file.name}」${sizeText(file.size)}，超過上限 ${sizeText(limit)}，請另選檔案`),
    );
    // Emptied, so that the file cannot be sent by mistake.
    if (over.length > 0) currentTarget.value = "";
  };

  const limitText = props.maxBytes ? `上限 ${sizeText(props.maxBytes)}` : undefined;
  const hint = props.hint ?? limitText;
  return (
    <FieldFrame props={{ ...props, hint }} field={field}>
      <input
        className="input input-file"
        {...field.control}
        aria-describedby={[hint && `${field.id}-hint`, field.errors.length > 0 && `${field.id}-error`]
          .filter(Boolean)
          .join(" ")}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        onChange={check}
      />
    </FieldFrame>
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`;
  return `${Math.round((bytes / 1024 ** 2) * 10) / 10} MB`;
}
