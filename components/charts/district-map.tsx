import { useId } from "react";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import { type ClassRule, classBreaks, classOf, classText, stepOf } from "./map-classes";
import { type MapArea, MapPanel } from "./map-panel";
import { MapPatterns, patternFill } from "./map-patterns";

export type DistrictValue = {
  label: string;
  value: number | null;
  valueText: string;
  href?: string;
  note?: string;
};

type DistrictMapProps = {
  topology: Topology;
  objectName: string;
  values: Readonly<Record<string, DistrictValue>>;
  classes?: ClassRule;
  title: string;
  description?: string;
  legendTitle: string;
  formatBreak?: (value: number) => string;
  attribution?: string;
  width?: number;
  height?: number;
  selected?: string;
  showNames?: boolean;
  inset?: { ids: readonly string[]; label: string };
};

const plainNumber = (value: number) => value.toLocaleString("zh-TW", { maximumFractionDigits: 1 });

/** A map of districts shaded by a figure. Drawn on the server; shades also differ by pattern, districts are links. */
export function DistrictMap(props: DistrictMapProps) {
  const { classes = { quantiles: 5 }, width = 640, height, showNames = true, inset } = props;
  const id = useId();
  const known = Object.values(props.values).flatMap(({ value }) => (value === null ? [] : [value]));
  const breaks = classBreaks(classes, known);
  const areas = areasOf(props, breaks);
  const closer = inset ? areas.filter((area) => inset.ids.includes(area.id)) : [];
  const shared = { areas, patternId: id, selected: props.selected, showNames };
  return (
    <figure className="map" aria-labelledby={`${id}-title`}>
      <svg className="map-defs" width={0} height={0} aria-hidden="true">
        <MapPatterns id={id} />
      </svg>
      <figcaption>
        <p className="map-title" id={`${id}-title`}>
          {props.title}
        </p>
        {props.description && <p className="map-description">{props.description}</p>}
      </figcaption>
      <div className="map-panels">
        <MapPanel {...shared} fit={areas} {...{ width, height }} title={props.title} framed={closer} />
        {inset && closer.length > 0 && (
          <div className="map-inset">
            <p>{inset.label}</p>
            <MapPanel {...shared} fit={closer} title={inset.label} width={320} height={300} />
          </div>
        )}
      </div>
      <Legend props={props} breaks={breaks} areas={areas} id={id} />
      {props.attribution && <p className="map-attribution">{props.attribution}</p>}
    </figure>
  );
}

function areasOf({ topology, objectName, values }: DistrictMapProps, breaks: readonly number[]): MapArea[] {
  const object = topology.objects[objectName];
  if (!object) return [];
  const shapes = feature(topology, object);
  const features = shapes.type === "FeatureCollection" ? shapes.features : [shapes];
  return features.flatMap((shape) => {
    const id = String(shape.id);
    const district = values[id];
    if (!district) return [];
    const { value, ...words } = district;
    return [{ id, shape, ...words, step: value === null ? null : stepOf(classOf(value, breaks), breaks) }];
  });
}

type LegendProps = {
  props: DistrictMapProps;
  breaks: readonly number[];
  areas: readonly MapArea[];
  id: string;
};

function Legend({ props, breaks, areas, id }: LegendProps) {
  const steps = Array.from({ length: breaks.length + 1 }, (_, index) => ({
    step: stepOf(index, breaks),
    text: classText(index, breaks, props.formatBreak ?? plainNumber),
  }));
  const unknown = areas.filter((area) => area.step === null).length;
  return (
    <div className="map-legend">
      <p>{props.legendTitle}</p>
      <ul>
        {steps.map(({ step, text }) => (
          <li key={step}>
            <Swatch step={step} id={id} />
            {text}
            <span className="muted">（{areas.filter((area) => area.step === step).length} 區）</span>
          </li>
        ))}
        {unknown > 0 && (
          <li>
            <Swatch step={null} id={id} />
            無資料<span className="muted">（{unknown} 區）</span>
          </li>
        )}
      </ul>
    </div>
  );
}

function Swatch({ step, id }: { step: number | null; id: string }) {
  return (
    <svg className="map-swatch" width={28} height={18} aria-hidden="true">
      <rect width={28} height={18} className={`map-area map-step-${step ?? "none"}`} />
      <rect width={28} height={18} fill={patternFill(id, step)} className="map-overlay" />
      <rect width={28} height={18} className="map-outline" />
    </svg>
  );
}
