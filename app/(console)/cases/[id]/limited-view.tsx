import { Card } from "@/components/layout/card";
import { DescriptionList } from "@/components/layout/description-list";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { servesCode } from "@/lib/features/care-plans/labels";
import type { LimitedFile } from "@/lib/features/cases/file/types";
import { levelLabel } from "@/lib/features/cases/labels";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { DispatchTable } from "./work-cards";

/** A case as a B unit sees it: how to reach the person and what the plan asks of its service. */
export function LimitedView({ file }: { file: LimitedFile }) {
  const services = file.dispatches.map((dispatch) => dispatch.service);
  const items = file.items.filter((item) => services.some((service) => servesCode(service, item.code)));
  return (
    <div className="stack">
      <Card title="個案">
        <DescriptionList
          items={[
            { label: "行政區", value: file.district.name },
            { label: "長照需要等級", value: levelLabel(file.needLevel) },
            { label: "居住地址", value: file.address, wide: true },
            { label: "電話", value: file.phone },
            { label: "A 單位", value: file.aUnit?.name },
          ]}
        />
      </Card>
      <Card
        title="照會本單位的服務"
        flush
        actions={file.dispatches.map(({ id, service }) => (
          <LinkButton key={id} href={`/dispatch/referrals/${id}`} size="s">
            {SERVICE_LABELS[service]}：開啟照會
          </LinkButton>
        ))}
      >
        <DispatchTable dispatches={file.dispatches} empty="沒有照會。" />
      </Card>
      <Card title="核定計畫中本單位的項目" flush>
        <DataTable
          caption="核定計畫中本單位的項目"
          captionHidden
          rows={items}
          rowKey={(item) => `${item.code}-${item.name}-${item.quantity}`}
          mobile="cards"
          empty={<EmptyState title="核定計畫中沒有本單位服務的項目" icon="document" />}
          columns={[
            { key: "code", label: "代碼", rowHeader: true, nowrap: true, render: (item) => item.code },
            { key: "name", label: "項目", render: (item) => item.name },
            { key: "quantity", label: "每月數量", align: "end", render: (item) => item.quantity },
            { key: "goal", label: "目標", render: (item) => item.goal ?? "—" },
          ]}
        />
      </Card>
    </div>
  );
}
