import { Icon } from "@/components/ui/icon";

export type SearchSettings = { action: string; label: string; placeholder?: string; defaultValue?: string };

/** Search over everything: a GET form, so that a result can be sent on as an address. */
export function SearchForm({ action, label, placeholder, defaultValue }: SearchSettings) {
  return (
    <search>
      <form action={action} method="get" className="shell-search">
        <input
          type="search"
          name="q"
          aria-label={label}
          placeholder={placeholder ?? label}
          defaultValue={defaultValue}
          maxLength={100}
          autoComplete="off"
        />
        <button type="submit" aria-label={label} title={label}>
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
}
