import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { CStation } from "@/lib/features/cases/assessment/types";

/** C stations to tell a person of, as they stand in the registry. */
export function CStationList({ stations, district }: { stations: readonly CStation[]; district: string }) {
  return (
    <DataTable
      caption={`${district}的 C 級巷弄長照站`}
      rows={stations}
      rowKey={(station) => station.id}
      mobile="cards"
      empty={
        <EmptyState title={`${district}在清冊上沒有 C 級巷弄長照站`} icon="building">
          請改提供鄰近行政區的據點，或洽長照科。
        </EmptyState>
      }
      columns={[
        {
          key: "name",
          label: "據點",
          rowHeader: true,
          render: (station) => <Link href={`/units/${station.id}`}>{station.name}</Link>,
        },
        { key: "address", label: "地址", render: (station) => station.address ?? "—" },
        { key: "phone", label: "電話", nowrap: true, render: (station) => station.phone ?? "—" },
      ]}
    />
  );
}
