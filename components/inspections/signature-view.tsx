import { PARTY_LABELS } from "@/lib/features/inspections/visits/labels";
import { type SignatureRow, TYPED } from "@/lib/features/inspections/visits/types";
import { formatRocInstant } from "@/lib/platform/roc-date";
import "./inspections.css";

/** A signature as it was given. */
export function SignatureView({ row }: { row: SignatureRow }) {
  return (
    <div className="stack-s">
      <p>
        <strong>{PARTY_LABELS[row.party]}</strong> {row.name}
        <span className="muted small"> {formatRocInstant(row.signedAt)}</span>
      </p>
      {row.refusedReason !== null && <p>拒絕簽名：{row.refusedReason}</p>}
      {row.strokes === TYPED && <p className="muted">以鍵盤簽署並確認</p>}
      {row.strokes !== null && row.strokes !== TYPED && (
        <svg viewBox="0 0 600 200" className="sign-shown" role="img" aria-label={`${row.name}的簽名`}>
          <path d={row.strokes} />
        </svg>
      )}
    </div>
  );
}
