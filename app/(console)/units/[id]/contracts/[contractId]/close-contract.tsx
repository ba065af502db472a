import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { closeContractAction } from "@/lib/features/registry/contracts/actions";
import type { StandingContract } from "@/lib/features/registry/contracts/types";
import { formatRocDate } from "@/lib/platform/roc-date";

/** Asks for the day and the reason before a contract is ended early. */
export function CloseContract({ contract }: { contract: StandingContract }) {
  return (
    <ConfirmDialog
      trigger="提前終止"
      title={`提前終止特約 ${contract.number}?`}
      tone="danger"
      variant="danger"
    >
      <p>終止日之次日起不再有效，無法復原；原訂迄日 {formatRocDate(contract.endsOn)} 仍保留在紀錄中。</p>
      <ActionForm action={closeContractAction} submitLabel="終止特約" submitVariant="danger">
        <HiddenField name="id" value={contract.id} />
        <HiddenField name="version" value={contract.version} />
        <DateField name="closedOn" label="終止日（最後有效日）" required />
        <TextArea name="reason" label="原因" required rows={3} maxLength={500} />
      </ActionForm>
    </ConfirmDialog>
  );
}
