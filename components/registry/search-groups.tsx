import type { ReactNode } from "react";
import { Card } from "@/components/layout/card";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { ROLE_LABELS } from "@/lib/features/accounts/labels";
import { TIER_SHORT_LABELS } from "@/lib/features/registry/units/labels";
import type { Group, SearchGroup, SearchResult } from "@/lib/features/registry/units/search/types";
import { NameStateTag } from "./name-state-tag";

type SearchGroupsProps = {
  result: SearchResult;
  /** Where all of a group stand. */
  allHref: (group: SearchGroup) => string;
};

/** What a search found, by kind; kinds without a hit are left out. */
export function SearchGroups({ result, allHref }: SearchGroupsProps) {
  const { units, organisations, staff, accounts, districts } = result;
  return (
    <>
      <Found title="單位" group={units} allHref={allHref("units")}>
        {({ id, code, name, tier, nameState, district }) => (
          <Hit key={id} href={`/units/${id}`} name={name} facts={`${TIER_SHORT_LABELS[tier]}｜${district}`}>
            <Badge>{code}</Badge>
            <NameStateTag state={nameState} />
          </Hit>
        )}
      </Found>
      <Found title="機構" group={organisations} allHref={allHref("organisations")}>
        {({ id, name, units: count }) => (
          <Hit key={id} href={`/organisations/${id}`} name={name} facts={`${count} 個單位`} />
        )}
      </Found>
      <Found title="人員" group={staff} allHref={allHref("staff")}>
        {({ id, name, unitId, unitCode, unitName, left }) => (
          <Hit
            key={id}
            href={`/units/${unitId}/staff/${id}`}
            name={name}
            facts={`${unitCode} ${unitName}${left ? "｜已離職" : ""}`}
          />
        )}
      </Found>
      <Found title="帳號" group={accounts} allHref={allHref("accounts")}>
        {({ id, name, login, role, closed }) => (
          <Hit
            key={id}
            href={`/admin/accounts/${id}`}
            name={name}
            facts={`${login}｜${ROLE_LABELS[role]}${closed ? "｜已停用" : ""}`}
          />
        )}
      </Found>
      <Found title="行政區" group={districts} allHref={allHref("districts")}>
        {({ id, name, zone, units: count }) => (
          <Hit
            key={id}
            href={`/units?district=${id}`}
            name={name}
            facts={`${zone ? `服務分區 ${zone}｜` : ""}${count} 個單位`}
          />
        )}
      </Found>
    </>
  );
}

type FoundProps<T> = {
  title: string;
  group: Group<T> | undefined;
  allHref: string;
  children: (item: T) => ReactNode;
};

function Found<T>({ title, group, allHref, children }: FoundProps<T>) {
  if (!group || group.total === 0) return null;
  const { items, total } = group;
  return (
    <Card
      title={`${title}（${total.toLocaleString("zh-TW")}）`}
      actions={items.length < total && <Link href={allHref}>全部{title}</Link>}
    >
      <ul className="stack-s">{items.map(children)}</ul>
    </Card>
  );
}

type HitProps = { href: string; name: string; facts: string; children?: ReactNode };

function Hit({ href, name, facts, children }: HitProps) {
  return (
    <li className="cluster">
      {children}
      <Link href={href}>{name}</Link>
      <span className="muted">{facts}</span>
    </li>
  );
}
