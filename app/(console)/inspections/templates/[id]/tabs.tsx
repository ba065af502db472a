import { LinkTabs } from "@/components/layout/link-tabs";

interface Props {
  id: string;
  current: "form" | "edit" | "changes";
  /** The draft is changed on a page of its own. */
  isEditable: boolean;
  changes: number | null;
}

/** The pages of one version. */
export function TemplateTabs({ id, current, isEditable, changes }: Props) {
  const path = `/inspections/templates/${id}`;
  return (
    <LinkTabs
      label="查核表版本"
      items={[
        { href: path, label: "表單", current: current === "form" },
        ...(isEditable ? [{ href: `${path}/edit`, label: "修改草稿", current: current === "edit" }] : []),
        ...(changes === null
          ? []
          : [
              {
                href: `${path}/changes`,
                label: "與前版差異",
                count: changes,
                current: current === "changes",
              },
            ]),
      ]}
    />
  );
}
