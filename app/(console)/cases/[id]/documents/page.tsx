import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { FileField } from "@/components/forms/file-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { Card } from "@/components/layout/card";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { addDocumentAction } from "@/lib/features/cases/documents-kept/actions";
import { DOCUMENT_KIND_LABELS, documentKindLabel } from "@/lib/features/cases/documents-kept/labels";
import { documentsOf } from "@/lib/features/cases/documents-kept/queries";
import { caseFileOfRequest } from "@/lib/features/cases/file/service";
import { DONE_MESSAGES } from "@/lib/features/cases/labels";
import { mayCase } from "@/lib/features/cases/policy";
import { one } from "@/lib/platform/list-params";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { ACCEPTED, MOST_BYTES } from "@/lib/platform/uploads";

export const metadata: Metadata = { title: "文件" };

type Props = PageProps<"/cases/[id]/documents">;

/** The documents of a case: signed consents, records of contacts and others. */
export default async function DocumentsPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const opened = await caseFileOfRequest(actor, id);
  if (!opened.ok || opened.data.view !== "full") notFound();
  const rows = await documentsOf(actor, id);
  const done = DONE_MESSAGES[one((await searchParams).done) ?? ""];
  return (
    <div className="stack">
      {done && <Notice tone="good" live="status" title={done} />}
      <Card title="文件" flush>
        <DataTable
          caption="文件"
          captionHidden
          rows={rows}
          rowKey={(row) => row.id}
          mobile="cards"
          empty={<EmptyState title="尚無文件" icon="document" />}
          columns={[
            {
              key: "fileName",
              label: "檔名",
              rowHeader: true,
              render: (row) => (
                <a href={`/api/documents/${row.id}`} download>
                  {row.fileName}
                </a>
              ),
            },
            { key: "kind", label: "種類", render: (row) => documentKindLabel(row.kind) },
            { key: "size", label: "大小", align: "end", nowrap: true, render: (row) => sizeText(row.size) },
            {
              key: "createdAt",
              label: "上傳時間",
              nowrap: true,
              render: (row) => formatRocInstant(row.createdAt),
            },
            { key: "by", label: "上傳者", nowrap: true, render: (row) => row.createdByName },
          ]}
        />
      </Card>
      {mayCase(actor, "case.add_document") && <Upload id={id} />}
    </div>
  );
}

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function Upload({ id }: { id: string }) {
  return (
    <Card title="上傳文件">
      <ActionForm action={addDocumentAction} submitLabel="上傳" pendingLabel="檢查並保存中…" label="上傳文件">
        <HiddenField name="id" value={id} />
        <SelectField
          name="kind"
          label="種類"
          required
          emptyLabel="請選擇"
          options={Object.entries(DOCUMENT_KIND_LABELS).map(([value, label]) => ({ value, label }))}
        />
        <FileField
          name="file"
          label="檔案"
          required
          accept={ACCEPTED}
          maxBytes={MOST_BYTES}
          hint="PDF、JPEG、PNG、WebP、HEIC、DOCX 或 XLSX，上限 10 MB；依檔案內容檢查，加密保存。"
        />
      </ActionForm>
    </Card>
  );
}
