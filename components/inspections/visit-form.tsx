"use client";

import { type ReactNode, useActionState } from "react";
import type { ActionState } from "@/components/forms/form-state";
import { HiddenField } from "@/components/forms/hidden-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Notice } from "@/components/ui/notice";
import { useHydrated } from "@/components/ui/use-hydrated";
import {
  type GivenPart,
  inputName,
  rawDigest,
  SHOWN_INPUT,
  typedParts,
  VERSION_INPUT,
} from "@/lib/features/inspections/visits/form/schema";
import {
  type FormEntry,
  type FormPart,
  type FormSection,
  HEADER,
  missingIn,
  partId,
  partsOf,
} from "@/lib/features/inspections/visits/form/types";
import type { InspectedCase, PhotoRow } from "@/lib/features/inspections/visits/types";
import { type Autosave, useAutosave } from "./autosave";
import { ConflictChoice, wordsOf } from "./conflict-choice";
import { EvidenceNote, type EvidenceShown } from "./evidence-note";
import { EMPTY_PART, type PartState, valueOfRaw } from "./form-state";
import { LinkLine } from "./link-line";
import { useOfflineCopy } from "./offline-copy";
import { PartFields } from "./part-fields";
import { PhotoStrip } from "./photo-strip";
import { type PhotoWork, usePhotoWork } from "./photo-work";
import "./inspections.css";

type Saved = { id: string; section: string };
type SectionAction = (state: ActionState<Saved>, form: FormData) => Promise<ActionState<Saved>>;

type VisitFormProps = {
  inspectionId: string;
  accountId: string;
  sections: readonly FormSection[];
  cases: readonly InspectedCase[];
  given: Readonly<Record<string, GivenPart>>;
  photos: readonly PhotoRow[];
  evidence: Readonly<Record<string, EvidenceShown>>;
  action: SectionAction;
  /** What follows the sections: the way to the signatures. */
  children?: ReactNode;
};

/** A form as it is filled in on the spot: every answer is sent as it is given, and waits here without a connection. */
export function VisitForm(props: VisitFormProps) {
  const { inspectionId, accountId, sections } = props;
  const parts = partsOf(sections);
  const ids = parts.map(({ id }) => id);
  const autosave = useAutosave({ inspectionId, accountId, ids, given: props.given });
  const photos = usePhotoWork(accountId, inspectionId, props.photos);
  const isHydrated = useHydrated();
  useOfflineCopy(accountId, `/inspections/${inspectionId}/form`, autosave.link !== "closed");
  return (
    <div className="visit" data-ready={isHydrated || undefined}>
      {isHydrated && <LinkLine autosave={autosave} photos={photos.waiting.length} />}
      <nav className="visit-nav no-print" aria-label="查核表段落">
        {sections.map((section) => (
          <a key={section.key} href={`#${section.key}`}>
            {section.number} {section.label}
            {isHydrated && <Left parts={partsOf([section])} autosave={autosave} />}
          </a>
        ))}
      </nav>
      {autosave.link === "closed" && <Unsent parts={parts} autosave={autosave} />}
      {sections.map((section) => (
        <SectionForm key={section.key} {...props} {...{ section, autosave, photos, isHydrated }} />
      ))}
      {props.children}
    </div>
  );
}

/** How many required answers a section still lacks. */
function Left({ parts, autosave }: { parts: readonly FormPart[]; autosave: Autosave }) {
  const left = parts.filter(
    (part) => missingIn(part, valueOfRaw(stateOf(autosave, part).raw)).length > 0,
  ).length;
  return <span className="visit-left">{left === 0 ? "完成" : `缺 ${left}`}</span>;
}

const stateOf = (autosave: Autosave, part: FormPart): PartState => autosave.state[part.id] ?? EMPTY_PART;

/** What came too late for the form, in words, so that it can be kept as an addendum. */
function Unsent({ parts, autosave }: { parts: readonly FormPart[]; autosave: Autosave }) {
  const late = parts.filter((part) => stateOf(autosave, part).isWaiting);
  if (late.length === 0) return null;
  return (
    <section className="visit-conflict" aria-label="未能送出的填答">
      <p>
        <strong>下列填答未能送出，仍保存在這台裝置；需要者請於查核紀錄以「補充紀錄」載明：</strong>
      </p>
      <ul className="prose">
        {late.map((part) => (
          <li key={part.id}>
            {part.itemKey}：{wordsOf(part, stateOf(autosave, part).raw)}
          </li>
        ))}
      </ul>
    </section>
  );
}

type SectionProps = Omit<VisitFormProps, "photos"> & {
  section: FormSection;
  autosave: Autosave;
  photos: PhotoWork;
  isHydrated: boolean;
};

function SectionForm(props: SectionProps) {
  const { section, autosave, isHydrated, inspectionId, given } = props;
  const [answer, dispatch] = useActionState(asReducer(props.action), null);
  const refused = answer && !answer.ok ? answer : null;
  const typed = refused && !isHydrated ? typedOver(refused.values) : {};
  const parts = partsOf([section]);
  return (
    <form
      id={section.key}
      className="visit-section"
      action={dispatch}
      onSubmit={(event) => {
        event.preventDefault();
        autosave.sendNow();
      }}
      noValidate
      aria-labelledby={`${section.key}-title`}
    >
      {section.heading && <p className="visit-heading">{section.heading}</p>}
      <h2 id={`${section.key}-title`}>
        {section.number} {section.label}
      </h2>
      {refused && !isHydrated && (
        <div className="visit-refused">
          <Notice tone="bad" live="alert" title={refused.message}>
            <ul>
              {Object.values(refused.fieldErrors)
                .flat()
                .map((text) => (
                  <li key={text}>{text}</li>
                ))}
            </ul>
          </Notice>
        </div>
      )}
      <HiddenField name="id" value={inspectionId} />
      <HiddenField name="section" value={section.key} />
      {parts.map((part) => (
        <div key={part.id} hidden>
          <input
            type="hidden"
            name={inputName(part.id, VERSION_INPUT)}
            value={given[part.id]?.version ?? 0}
          />
          <input
            type="hidden"
            name={inputName(part.id, SHOWN_INPUT)}
            value={rawDigest(given[part.id]?.raw ?? {})}
          />
        </div>
      ))}
      {section.entries.map((entry) => (
        <Entry key={entry.key} {...props} entry={entry} typed={typed} />
      ))}
      {!isHydrated && (
        <div className="form-actions visit-save">
          <SubmitButton>儲存本段</SubmitButton>
        </div>
      )}
    </form>
  );
}

/** What a refused form had, by part. */
function typedOver(values: Readonly<Record<string, string>>): Record<string, PartState["raw"]> {
  const lists = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, text.split(",")]));
  return Object.fromEntries(
    typedParts(lists).map(({ itemKey, caseId, raw }) => [
      partId(itemKey, caseId),
      // A text with commas is one text: only boxes come in several.
      Object.fromEntries(
        Object.entries(raw).map(([key, texts]) => [
          key,
          texts.length > 1 ? [texts.join(","), ...texts] : texts,
        ]),
      ),
    ]),
  );
}

function Entry({
  entry,
  typed,
  ...props
}: SectionProps & { entry: FormEntry; typed: Record<string, PartState["raw"]> }) {
  const { item } = entry;
  return (
    <div className="visit-entry" id={`item-${entry.key}`}>
      {item && (
        <div className="visit-item">
          <p className="visit-item-label">
            {item.number && (
              <span className="visit-number">
                {item.mark}
                {item.number}.
              </span>
            )}{" "}
            {item.label}
          </p>
          {item.indicatorCodes.length > 0 && (
            <p className="muted small">指標 {item.indicatorCodes.join("、")}</p>
          )}
        </div>
      )}
      {entry.parts.map((part) => (
        <Part key={part.id} {...props} entry={entry} part={part} typed={typed[part.id]} />
      ))}
    </div>
  );
}

function Part(props: SectionProps & { entry: FormEntry; part: FormPart; typed?: PartState["raw"] }) {
  const { part, entry, autosave, cases, evidence, typed } = props;
  const own = stateOf(autosave, part);
  const state = typed ? { ...own, raw: typed } : own;
  const of = cases.find(({ id }) => id === part.caseId);
  const name = of ? `個案 ${of.position} ${of.number} ${of.name}` : null;
  const label = [entry.item?.number, entry.item?.label ?? props.section.label, name]
    .filter(Boolean)
    .join(" ");
  const proposal = evidence[part.id];
  const isClosed = autosave.link === "closed";
  return (
    <div className={part.itemKey === HEADER ? "visit-part visit-head" : "visit-part"} data-part={part.id}>
      {name && <p className="visit-case">{name}</p>}
      {proposal && <EvidenceNote evidence={proposal} blanks={part.blanks} />}
      <ConflictChoice
        part={part}
        state={state}
        onMine={() => autosave.keepMine(part.id)}
        onTheirs={() => autosave.takeTheirs(part.id)}
      />
      <PartFields
        {...{ part, state, label, isClosed }}
        onType={(key, values, isText) => autosave.type(part.id, key, values, isText)}
      />
      {entry.item && props.isHydrated && (
        <PhotoStrip
          inspectionId={props.inspectionId}
          part={part}
          label={label}
          work={props.photos}
          isClosed={isClosed}
        />
      )}
      {state.by && !state.isWaiting && (
        <p className="visit-by muted small">
          {state.by} {state.at}
        </p>
      )}
    </div>
  );
}

/** The state is never a promise, which `useActionState` cannot know. */
function asReducer(action: SectionAction) {
  return action as (
    state: Awaited<ActionState<Saved>>,
    form: FormData,
  ) => Promise<Awaited<ActionState<Saved>>>;
}
