import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusTag } from "@/components/ui/status-tag";
import { LISTING_STATE_LABELS, SERVICE_LABELS, SOURCE_LABELS } from "@/lib/features/registry/units/labels";
import type { UnitListing } from "@/lib/features/registry/units/types";
import { officeDate } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";

type ListingTableProps = { listings: readonly UnitListing[]; unitName: string };

/** The rows of the public registry that a unit stands in. */
export function ListingTable({ listings, unitName }: ListingTableProps) {
  const columns: Column<UnitListing>[] = [
    {
      key: "service",
      label: "服務",
      rowHeader: true,
      render: ({ service, occurrence }) =>
        occurrence > 1
          ? `${SERVICE_LABELS[service]}（清冊重複列第 ${occurrence} 次）`
          : SERVICE_LABELS[service],
    },
    { key: "state", label: "清冊狀態", render: (listing) => <ListingState listing={listing} /> },
    { key: "contractType", label: "特約類型", render: ({ contractType }) => contractType ?? "—" },
    { key: "dementia", label: "失智型", render: ({ dementia }) => (dementia ? "失智型" : "—") },
    {
      key: "printed",
      label: "清冊名稱",
      render: ({ printedName }) => printedNameText(printedName, unitName),
    },
    {
      key: "source",
      label: "來源",
      render: ({ source, sourceLine }) =>
        sourceLine === null ? SOURCE_LABELS[source] : `${SOURCE_LABELS[source]}第 ${sourceLine} 行`,
    },
  ];
  if (listings.some(({ service }) => service === "transport")) {
    columns.splice(4, 0, { key: "vehicles", label: "車輛", render: ({ vehicles }) => vehicleText(vehicles) });
  }
  return (
    <DataTable
      caption="服務與清冊登錄"
      captionHidden
      columns={columns}
      rows={listings}
      rowKey={(listing) => listing.id}
      mobile="cards"
      empty={<EmptyState title="沒有清冊登錄">這個單位未列於任何服務。</EmptyState>}
    />
  );
}

function ListingState({ listing: { state, goneSince } }: { listing: UnitListing }) {
  if (state === "listed") return <StatusTag tone="good">{LISTING_STATE_LABELS.listed}</StatusTag>;
  const since = goneSince ? formatRocDate(officeDate(goneSince)) : "—";
  return (
    <StatusTag tone="neutral">
      {LISTING_STATE_LABELS.gone}（自 {since} 匯入起）
    </StatusTag>
  );
}

function printedNameText(printed: string, unitName: string): string {
  return printed === unitName ? "同單位名稱" : printed;
}

function vehicleText({ total, dedicated, shared, taxi }: UnitListing["vehicles"]): string {
  if (total === null && dedicated === null && shared === null && taxi === null) return "—";
  const count = (value: number | null) => (value === null ? "未載" : `${value}`);
  return `小計 ${count(total)} 輛（專車 ${count(dedicated)}、共用 ${count(shared)}、計程車 ${count(taxi)}）`;
}
