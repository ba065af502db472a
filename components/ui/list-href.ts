export type ListParam = string | number | readonly string[] | null | undefined;
export type ListParams = Record<string, ListParam>;
export type ListHref = (changes: ListParams) => string;

function append(search: URLSearchParams, name: string, value: ListParam): void {
  if (value === null || value === undefined || value === "") return;
  if (typeof value === "string" || typeof value === "number") search.append(name, String(value));
  else for (const one of value) search.append(name, one);
}

/** The address of a list with its present parameters and `changes` over them; absent values are left out. */
export function listHref(path: string, current: ListParams): ListHref {
  return (changes) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...current, ...changes })) append(search, name, value);
    const query = search.toString();
    return query ? `${path}?${query}` : path;
  };
}

/** Splits an address into what a GET form needs: its action and its hidden inputs. */
export function formOf(href: string): { action: string; inputs: { name: string; value: string }[] } {
  const [action = "", query = ""] = href.split("?");
  const inputs = [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
  return { action, inputs };
}

/** The pairs of a parameter object, as hidden inputs need them. */
export function hiddenPairs(params: ListParams): { name: string; value: string }[] {
  return formOf(listHref("", params)({})).inputs;
}
