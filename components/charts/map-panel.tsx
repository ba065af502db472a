import { type GeoPermissibleObjects, geoMercator, geoPath } from "d3-geo";
import type { Feature, Geometry } from "geojson";
import { patternFill } from "./map-patterns";

export type MapArea = {
  id: string;
  shape: Feature<Geometry>;
  label: string;
  valueText: string;
  href?: string;
  note?: string;
  /** The shade, 1 to 5; null without a figure. */
  step: number | null;
};

type MapPanelProps = {
  title: string;
  areas: readonly MapArea[];
  /** What the panel is fitted to; the rest is cut at its edge. */
  fit: readonly MapArea[];
  width: number;
  /** Without it the panel is as high as its districts need. */
  height?: number;
  patternId: string;
  selected?: string;
  showNames: boolean;
  /** Districts that another panel shows closer up: framed here, and not a link twice. */
  framed?: readonly MapArea[];
};

/** Taller than this in proportion to its width, a map is fitted to its height. */
const TALLEST = 0.95;
const MARGIN = 8;
const LETTER = 12;
// Written as objects: on SVG these mean what they say, while the linter reads them as if the elements were HTML.
const titled = { role: "group" } as const;
const unspoken = { "aria-hidden": true } as const;

/** Districts as shapes; those with an address are links with a name and a figure. */
export function MapPanel(props: MapPanelProps) {
  const { areas, fit, width, patternId, framed = [], selected, showNames } = props;
  const height = props.height ?? heightFor(fit, width);
  const path = panelPath(fit, width, height);
  const elsewhere = new Set(framed.map((area) => area.id));
  // The selected one is drawn last, so that its outline lies on top.
  const ordered = [...areas].sort((a, b) => Number(a.id === selected) - Number(b.id === selected));
  return (
    <svg className="map-panel" viewBox={`0 0 ${width} ${height}`} {...titled}>
      <title>{props.title}</title>
      {ordered.map((area) => (
        <Area
          key={area.id}
          area={area}
          d={path(area.shape) ?? ""}
          pattern={patternFill(patternId, area.step)}
          selected={area.id === selected}
          linked={!elsewhere.has(area.id)}
        />
      ))}
      {showNames &&
        areas
          .filter((area) => !elsewhere.has(area.id))
          .map((area) => <AreaName key={area.id} area={area} place={namePlace(path, area, width, height)} />)}
      {framed.length > 0 && <Frame bounds={path.bounds(collection(framed))} />}
    </svg>
  );
}

function collection(areas: readonly MapArea[]): GeoPermissibleObjects {
  return { type: "FeatureCollection", features: areas.map((area) => area.shape) };
}

function heightFor(fit: readonly MapArea[], width: number): number {
  const [[, top], [, bottom]] = geoPath(geoMercator().fitWidth(width - 2 * MARGIN, collection(fit))).bounds(
    collection(fit),
  );
  return Math.round(Math.min(bottom - top + 2 * MARGIN, width * TALLEST));
}

function panelPath(fit: readonly MapArea[], width: number, height: number) {
  const frame: [[number, number], [number, number]] = [
    [MARGIN, MARGIN],
    [width - MARGIN, height - MARGIN],
  ];
  return geoPath(geoMercator().fitExtent(frame, collection(fit))).digits(1);
}

type AreaProps = { area: MapArea; d: string; pattern: string; selected: boolean; linked: boolean };

function Area({ area, d, pattern, selected, linked }: AreaProps) {
  const name = [`${area.label}：${area.valueText}`, area.note].filter(Boolean).join("，");
  const shapes = (
    <>
      <title>{name}</title>
      <path d={d} className={`map-area map-step-${area.step ?? "none"}`} />
      <path d={d} fill={pattern} className="map-overlay" />
      <path d={d} className={selected ? "map-outline map-selected" : "map-outline"} />
    </>
  );
  // Shown closer up elsewhere: only a shape here, else readers would meet it twice.
  if (!linked) return <g {...unspoken}>{shapes}</g>;
  if (!area.href) return <g {...{ role: "img", "aria-label": name }}>{shapes}</g>;
  return (
    <a href={area.href} className="map-link" aria-label={name} aria-current={selected ? "true" : undefined}>
      {shapes}
    </a>
  );
}

type Place = { x: number; y: number } | null;

function AreaName({ area, place }: { area: MapArea; place: Place }) {
  if (!place) return null;
  const tone = area.step !== null && area.step >= 4 ? "map-name map-name-high" : "map-name";
  return (
    <text x={place.x} y={place.y} className={`${tone} map-name-${area.step ?? "none"}`} {...unspoken}>
      {area.label}
    </text>
  );
}

/** Where a name fits: in the middle of a district wide enough for its letters. */
function namePlace(path: ReturnType<typeof panelPath>, area: MapArea, width: number, height: number): Place {
  const [[left, top], [right, bottom]] = path.bounds(area.shape);
  const [x, y] = path.centroid(area.shape);
  const needed = area.label.length * LETTER;
  const fits =
    right - left > needed * 1.15 &&
    bottom - top > LETTER * 1.8 &&
    path.area(area.shape) > needed * LETTER * 2;
  const inside = x > needed / 2 && x < width - needed / 2 && y > LETTER && y < height - LETTER;
  return fits && inside ? { x: Math.round(x), y: Math.round(y) } : null;
}

function Frame({ bounds }: { bounds: [[number, number], [number, number]] }) {
  const [[left, top], [right, bottom]] = bounds;
  return (
    <rect
      className="map-frame"
      x={left - 3}
      y={top - 3}
      width={right - left + 6}
      height={bottom - top + 6}
      {...unspoken}
    />
  );
}
