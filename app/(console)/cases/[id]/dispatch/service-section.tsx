import { CandidatesTable } from "@/components/dispatch/candidates-table";
import { ClockTag } from "@/components/dispatch/tags";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import type { CandidatesPanel, DispatchBoard, ServiceBoard } from "@/lib/features/dispatch/providers/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import { ExhaustedOrder } from "./exhausted-order";
import { ByChoice, ByHand, ByRotation } from "./send-forms";
import { StandingDispatch } from "./standing-dispatch";

type ServiceSectionProps = {
  board: DispatchBoard;
  service: ServiceBoard;
  maySend: boolean;
  /** Whether the actor answers for the centre where an order is exhausted. */
  mayAnswer: boolean;
};

/** A service of the plan: the unit that has it, or the units in turn and the ways to give it to one. */
export function ServiceSection({ board, service, maySend, mayAnswer }: ServiceSectionProps) {
  const items = service.items.map(({ code, name, quantity }) => `${code} ${name} ×${quantity}`).join("、");
  return (
    <Section
      id={service.service}
      title={SERVICE_LABELS[service.service]}
      lead={items}
      actions={
        !service.standing && service.referralClock && <ClockTag clock={service.referralClock} name="照會" />
      }
    >
      {service.standing && <StandingDispatch row={service.standing} maySend={maySend} />}
      {service.panel && (
        <Panel
          board={board}
          service={service}
          panel={service.panel}
          maySend={maySend}
          mayAnswer={mayAnswer}
        />
      )}
    </Section>
  );
}

type PanelProps = ServiceSectionProps & { panel: CandidatesPanel };

function Panel({ board, service, panel, maySend, mayAnswer }: PanelProps) {
  const form = { caseId: board.case.id, planId: board.plan?.id ?? "", service: service.service };
  return (
    <div className="stack">
      {panel.noRotation && (
        <Notice
          tone="warn"
          title="不能輪派"
          actions={<LinkButton href="/dispatch/rotations">資源盤點及輪序表</LinkButton>}
        >
          {panel.noRotation}
        </Notice>
      )}
      <ExhaustedOrder
        form={form}
        panel={panel}
        entry={service.exhaustion}
        mayRaise={maySend}
        mayAnswer={mayAnswer}
      />
      {panel.rotation && (
        <CandidatesTable
          caption={`輪序（自目前輪到的單位起；已派 ${panel.rotation.turns} 次，有效至 ${formatRocDate(panel.rotation.validThrough)}）`}
          rows={panel.inOrder}
        />
      )}
      {maySend && (
        <div className="stack">
          {panel.next && <ByRotation form={form} next={panel.next} />}
          <Disclosure summary="案家指定單位（須有同意書）" open={!panel.next}>
            <ByChoice form={form} panel={panel} consents={board.consents} />
          </Disclosure>
          <Disclosure summary="人工調整（須敘明理由，列入派案月報）">
            <ByHand form={form} panel={panel} />
          </Disclosure>
        </div>
      )}
      {panel.outsideOrder.length > 0 && (
        <Disclosure summary={`不在輪序表的特約單位（${panel.outsideOrder.length}）`}>
          <CandidatesTable caption="不在輪序表的特約單位" rows={panel.outsideOrder} captionHidden />
        </Disclosure>
      )}
    </div>
  );
}
