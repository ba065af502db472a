import { CaseStatusTag } from "@/components/cases/case-status-tag";
import { ActionForm } from "@/components/forms/action-form";
import { Card } from "@/components/layout/card";
import { DescriptionList } from "@/components/layout/description-list";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { reopenCaseAction } from "@/lib/features/cases/closing/actions";
import type { KnownClient } from "@/lib/features/cases/intake/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import { ReopenFields } from "../reopen-fields";

type KnownPersonProps = { known: KnownClient; maskedId: string; today: PlainDate };

/** The file that a person has already: to be opened, taken in again, or asked for at who carries it. */
export function KnownPerson({ known, maskedId, today }: KnownPersonProps) {
  const { caseId, version } = known;
  return (
    <div className="stack">
      <Notice tone="warn" live="status" title="此人在本市已有個案檔案，不需另立新檔">
        {known.mayOpen
          ? "請開啟原檔案；已結案或不符資格者可重新受理，歷次資料保留在同一檔案。"
          : elsewhere(known)}
      </Notice>
      <Card
        title={known.mayOpen ? known.name : known.number}
        actions={
          <>
            {known.mayOpen && (
              <LinkButton href={`/cases/${caseId}`} variant="primary">
                開啟檔案
              </LinkButton>
            )}
            <LinkButton href="/cases/new">改查另一人</LinkButton>
          </>
        }
      >
        <DescriptionList
          items={[
            { label: "案號", value: known.number },
            { label: "統一編號", value: maskedId },
            { label: "狀態", value: <CaseStatusTag status={known.status} /> },
            { label: "行政區", value: known.district.name },
            { label: "結案日", value: known.closedOn && formatRocDate(known.closedOn) },
            { label: "照顧管理專員", value: known.specialists.join("、") },
          ]}
        />
      </Card>
      {known.mayReopen && version !== null && (
        <Card title="重新受理">
          <ActionForm action={reopenCaseAction} submitLabel="重新受理" label="重新受理">
            <ReopenFields id={caseId} version={version} today={today} />
          </ActionForm>
        </Card>
      )}
    </div>
  );
}

function elsewhere({ district, specialists }: KnownClient): string {
  const who =
    specialists.length > 0 ? `由照顧管理專員 ${specialists.join("、")} 負責` : "尚無負責的照顧管理專員";
  return `該個案居住於${district.name}，${who}；請轉請其處理，或洽照顧管理督導。`;
}
