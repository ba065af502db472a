import { ActionForm } from "@/components/forms/action-form";
import { FileField } from "@/components/forms/file-field";
import { NumberField } from "@/components/forms/number-field";
import { Card } from "@/components/layout/card";
import { uploadTablesAction } from "@/lib/features/coverage/tables/drafts/actions";
import { LIMITS } from "@/lib/platform/spreadsheet/table";

/** Choosing the plan's year and its tables. */
export function UploadCard({ planYear }: { planYear: number | undefined }) {
  return (
    <Card title="上傳資料表">
      <ActionForm
        action={uploadTablesAction}
        submitLabel="上傳並檢視"
        pendingLabel="讀取並比對中…"
        label="上傳資料表"
      >
        <NumberField
          name="planYear"
          label="計畫年度"
          hint="民國年，例如 115。檔案欄位所載年度須與此相符。"
          defaultValue={planYear === undefined ? undefined : String(planYear)}
          required
        />
        <FileField
          name="file"
          label="CSV 或 Excel（XLSX）檔案"
          hint="可一次選取數張表，每檔一張、合計上限 10 MB。請以下方「現行版本」下載的檔案修改，保留檔名及標題列；小數位數依 CSV 所載，Excel 會略去末位的 0。"
          accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          maxBytes={LIMITS.fileBytes}
          multiple
          required
        />
      </ActionForm>
    </Card>
  );
}
