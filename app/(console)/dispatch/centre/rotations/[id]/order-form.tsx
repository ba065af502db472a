import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { TextField } from "@/components/forms/text-field";
import { Card } from "@/components/layout/card";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { StatusTag } from "@/components/ui/status-tag";
import { keepOrderAction } from "@/lib/features/dispatch/centre/actions";
import type { DistrictOrder, OrderEntryRow } from "@/lib/features/dispatch/centre/types";
import { skipReasonLabel } from "@/lib/rules/dispatch";

/** The order with its units as they stand today; each step is a button of one form, so that it works with the keyboard alone. */
export function OrderForm({ order, keeps }: { order: DistrictOrder; keeps: boolean }) {
  const table = <Entries order={order} keeps={keeps} />;
  if (!keeps) return table;
  return (
    <ActionForm action={keepOrderAction} hideSubmit label="調整輪序" successMessage="已儲存輪序。">
      <HiddenField name="id" value={order.id} />
      <HiddenField name="version" value={order.version} />
      {/* First in the form, so that Enter in a note saves the notes instead of moving a unit. */}
      <div className="split">
        <p className="muted">調整立即生效；輪到的單位不因順序調整而改變。</p>
        <SubmitButton name="step" value="" variant="secondary">
          儲存備註
        </SubmitButton>
      </div>
      {table}
      <Card title="加入單位">
        <div className="cluster">
          <SelectField
            name="add"
            label="A 單位"
            emptyLabel={order.candidates.length > 0 ? "請選擇" : "沒有其他單位可加入"}
            options={order.candidates.map((unit) => ({
              value: unit.id,
              label: `${unit.code} ${unit.name}${unit.contracted ? "" : "（未特約）"}`,
            }))}
          />
          <SubmitButton variant="secondary" name="step" value="add" icon="plus">
            加入
          </SubmitButton>
        </div>
      </Card>
    </ActionForm>
  );
}

function Entries({ order, keeps }: { order: DistrictOrder; keeps: boolean }) {
  const last = order.entries.length - 1;
  const act = {
    key: "act",
    label: "調整",
    render: (row: OrderEntryRow) => <Steps row={row} last={last} />,
  };
  return (
    <DataTable
      caption="輪序"
      rows={order.entries}
      rowKey={(row) => row.unit.id}
      mobile="cards"
      empty={<EmptyState title="輪序中沒有單位">請由下方加入承接本區個案的 A 單位。</EmptyState>}
      columns={[
        { key: "position", label: "順位", align: "end", render: (row) => row.position + 1 },
        {
          key: "unit",
          label: "A 單位",
          rowHeader: true,
          render: ({ unit }) => <Link href={`/units/${unit.id}`}>{unit.name}</Link>,
        },
        { key: "state", label: "今日", render: (row) => <EntryTags row={row} /> },
        {
          key: "headroom",
          label: "尚可承接",
          align: "end",
          nowrap: true,
          render: (row) => `${row.headroom} 案`,
        },
        {
          key: "note",
          label: "備註",
          render: (row) =>
            keeps ? (
              <TextField
                name={`note:${row.unit.id}`}
                label={`${row.unit.name}的備註`}
                labelHidden
                defaultValue={row.note ?? ""}
                maxLength={200}
              />
            ) : (
              (row.note ?? "—")
            ),
        },
        ...(keeps ? [act] : []),
      ]}
    />
  );
}

function EntryTags({ row }: { row: OrderEntryRow }) {
  const { isTurn, pausedReason, contracted, inDistrict, suspended, headroom } = row;
  const whole = contracted && inDistrict && !suspended && headroom > 0 && pausedReason === null;
  return (
    <span className="cluster">
      {isTurn && <StatusTag tone="info">輪序位置</StatusTag>}
      {pausedReason !== null && <StatusTag tone="bad">暫停：{pausedReason}</StatusTag>}
      {!contracted && <StatusTag tone="warn">{skipReasonLabel("not_contracted")}</StatusTag>}
      {contracted && !inDistrict && <StatusTag tone="warn">{skipReasonLabel("outside_district")}</StatusTag>}
      {suspended && <StatusTag tone="bad">{skipReasonLabel("suspended")}</StatusTag>}
      {headroom === 0 && <StatusTag tone="warn">{skipReasonLabel("no_capacity")}</StatusTag>}
      {whole && <StatusTag tone="good">可承接</StatusTag>}
    </span>
  );
}

function Steps({ row, last }: { row: OrderEntryRow; last: number }) {
  const { id, name } = row.unit;
  return (
    <span className="cluster no-print">
      {row.position > 0 && (
        <SubmitButton variant="quiet" name="step" value={`up:${id}`}>
          上移<span className="visually-hidden">{name}</span>
        </SubmitButton>
      )}
      {row.position < last && (
        <SubmitButton variant="quiet" name="step" value={`down:${id}`}>
          下移<span className="visually-hidden">{name}</span>
        </SubmitButton>
      )}
      <SubmitButton variant="quiet" name="step" value={`remove:${id}`}>
        移出<span className="visually-hidden">{name}</span>
      </SubmitButton>
    </span>
  );
}
