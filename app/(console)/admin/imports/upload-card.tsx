import { ActionForm } from "@/components/forms/action-form";
import { FileField } from "@/components/forms/file-field";
import { Card } from "@/components/layout/card";
import { DataTable } from "@/components/ui/data-table";
import { Disclosure } from "@/components/ui/disclosure";
import { uploadRegistryAction } from "@/lib/features/registry/imports/actions";
import { IMPORT_COLUMNS, KIND_LABELS } from "@/lib/features/registry/imports/columns/labels";
import { LIMITS } from "@/lib/platform/spreadsheet/table";
import type { ImportKind } from "@/prisma/generated/enums";

const KINDS = Object.keys(KIND_LABELS) as ImportKind[];

/** Choosing a file, and what may stand in it. */
export function UploadCard() {
  return (
    <Card title="上傳檔案">
      <div className="stack">
        <ActionForm
          action={uploadRegistryAction}
          submitLabel="上傳並檢視"
          pendingLabel="讀取並比對中…"
          label="上傳檔案"
        >
          <FileField
            name="file"
            label="CSV 或 Excel（XLSX）檔案"
            hint="上限 10 MB、20,000 列。檔案種類由標題列判斷；單位清冊須是全市完整清冊，檔案中沒有的列冊會視為消失。"
            accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            maxBytes={LIMITS.fileBytes}
            required
          />
        </ActionForm>
        {KINDS.map((kind) => (
          <Disclosure key={kind} summary={`${KIND_LABELS[kind]}的欄位與範本`}>
            <ColumnHelp kind={kind} />
          </Disclosure>
        ))}
      </div>
    </Card>
  );
}

function ColumnHelp({ kind }: { kind: ImportKind }) {
  const href = `/admin/imports/template?kind=${kind}`;
  return (
    <div className="stack-s">
      <p className="cluster">
        下載空白範本：<a href={`${href}&format=csv`}>CSV</a>
        <a href={`${href}&format=xlsx`}>Excel</a>
      </p>
      <DataTable
        caption={`${KIND_LABELS[kind]}的欄位`}
        captionHidden
        mobile="cards"
        rows={IMPORT_COLUMNS[kind]}
        rowKey={(column) => column.key}
        columns={[
          { key: "label", label: "欄位", rowHeader: true, nowrap: true, render: (column) => column.label },
          {
            key: "required",
            label: "必備",
            nowrap: true,
            render: (column) => (column.required ? "必備" : "選填"),
          },
          { key: "about", label: "內容", render: (column) => column.about },
          {
            key: "also",
            label: "也接受的標題",
            render: (column) => [column.key, ...(column.aliases ?? [])].join("、"),
          },
        ]}
      />
    </div>
  );
}
