import { contractRegulation, taichungPlan } from "../citations";
import { CONTRACT_REGULATION_FROM, cityPlan, type Parameter, since } from "../parameter";

/** The catalogue of one tier: clauses 1…count, those that need a missed correction, and the articles. */
export interface PointCatalogue {
  readonly clauses: number;
  readonly cureClauses: readonly number[];
  readonly article: string;
  readonly cureArticle: string;
  readonly repeatArticle: string;
}

export const POINT_CATALOGUE: Parameter<{ a: PointCatalogue; b: PointCatalogue }> = {
  id: "penalty.catalogue",
  label: "記點事由款次",
  unit: "款",
  histories: {
    tw: since(
      CONTRACT_REGULATION_FROM,
      {
        b: {
          clauses: 18,
          cureClauses: [4, 8, 9, 10, 16, 18],
          article: "25",
          cureArticle: "26",
          repeatArticle: "27",
        },
        a: {
          clauses: 12,
          cureClauses: [3, 4, 9, 10, 12],
          article: "28",
          cureArticle: "29",
          repeatArticle: "30",
        },
      },
      [contractRegulation("第25條至第27條"), contractRegulation("第28條至第30條")],
    ),
  },
};

export const POINTS: Parameter<{ first: number; repeated: number; curesForOnePoint: number }> = {
  id: "penalty.points",
  label: "記點點數（初次／再次／累計改善次數）",
  unit: "點、次",
  histories: {
    tw: since(CONTRACT_REGULATION_FROM, { first: 1, repeated: 2, curesForOnePoint: 2 }, [
      contractRegulation("第25條至第30條"),
    ]),
  },
};

export const SUSPENSION_DAYS: Parameter<{ min: number; max: number }> = {
  id: "penalty.suspensionDays",
  label: "停止派案日數",
  unit: "日",
  histories: {
    tw: since(CONTRACT_REGULATION_FROM, { min: 30, max: 180 }, [contractRegulation("第31條第1項")]),
  },
};

export const TERMINATION_POINTS: Parameter<{ oneYear: number; threeYears: number }> = {
  id: "penalty.terminationPoints",
  label: "終止特約點數（一年內／連續三年）",
  unit: "點",
  histories: {
    tw: since(
      CONTRACT_REGULATION_FROM,
      { oneYear: 6, threeYears: 10 },
      [contractRegulation("第32條第1項第9款")],
      {
        assumption:
          "「自第一次記點之日起算一年內」：前一期間屆滿後之第一次記點另起算一年；「連續三年」以曆年計",
      },
    ),
  },
};

/** Points in one contract: the steps of suspension (months, when the contract names them) and the end. */
export interface ContractThresholds {
  readonly suspend: readonly { readonly from: number; readonly months: number | null }[];
  readonly terminate: number;
}

export const TAICHUNG_A_111: Parameter<ContractThresholds> = {
  id: "penalty.taichung_a_111",
  label: "臺中市111–113年A單位契約記點門檻",
  unit: "點",
  histories: {
    taichung: since("2022-01-01", { suspend: [{ from: 5, months: null }], terminate: 20 }, [
      taichungPlan("貳、三、A單位查核(B)（111-113年契約書及品質管理記點規定）"),
    ]),
  },
};

export const TAICHUNG_B_111: Parameter<ContractThresholds> = {
  id: "penalty.taichung_b_111",
  label: "臺中市111年起B單位契約記點門檻",
  unit: "點",
  histories: {
    taichung: since(
      "2022-01-01",
      {
        suspend: [
          { from: 5, months: 1 },
          { from: 10, months: 2 },
          { from: 15, months: 3 },
        ],
        terminate: 20,
      },
      [taichungPlan("貳、三、B單位查核(A)（特約長期照顧服務單位品質管理記點規定）")],
    ),
  },
};

export const TAICHUNG_C: Parameter<ContractThresholds> = {
  id: "penalty.taichung_c",
  label: "臺中市C據點記點門檻",
  unit: "點",
  histories: {
    taichung: cityPlan({ suspend: [], terminate: 3 }, [
      taichungPlan("貳、三、C據點查核(A)"),
      taichungPlan("附錄九"),
    ]),
  },
};

export const REVIEW_DAYS: Parameter<number> = {
  id: "penalty.reviewDays",
  label: "申請複核期限",
  unit: "日曆天",
  histories: { tw: since(CONTRACT_REGULATION_FROM, 30, [contractRegulation("第37條")]) },
};

type RegimeName = "national" | "taichung_a_111" | "taichung_b_111" | "taichung_c";

interface RegimesOfTiers {
  readonly a: RegimeName;
  readonly b: RegimeName;
  readonly c: RegimeName | null;
}

/** Which points a contract of a tier names, by its first day; null where none are known. */
export const POINT_REGIMES: Parameter<RegimesOfTiers> = {
  id: "penalty.regimes",
  label: "特約適用之記點規定（依特約起日）",
  unit: "規定",
  histories: {
    taichung: [
      ...since<RegimesOfTiers>(
        "2022-01-01",
        { a: "taichung_a_111", b: "taichung_b_111", c: "taichung_c" },
        [
          taichungPlan("貳、三、A單位查核(B)"),
          taichungPlan("貳、三、B單位查核(A)"),
          contractRegulation("第45條"),
        ],
        { to: "2024-12-31", assumption: "114年以前簽訂之特約依原契約記點規定至期滿" },
      ),
      ...since<RegimesOfTiers>(
        "2025-01-01",
        { a: "national", b: "national", c: "taichung_c" },
        [taichungPlan("貳、三、B單位查核(B)"), contractRegulation("第25條至第32條")],
        { assumption: "計畫僅載明B單位自114年起適用特約管理辦法，A單位比照" },
      ),
    ],
    tw: since<RegimesOfTiers>(CONTRACT_REGULATION_FROM, { a: "national", b: "national", c: null }, [
      contractRegulation("第25條至第32條"),
    ]),
  },
};

export const C_STATION_MISSED: Parameter<{ points: number; grantMonths: number }> = {
  id: "penalty.cStationMissed",
  label: "C據點未完成改善之列計點數及扣減獎助月數",
  unit: "點、月",
  histories: { taichung: cityPlan({ points: 1, grantMonths: 0.5 }, [taichungPlan("附錄九")]) },
};
