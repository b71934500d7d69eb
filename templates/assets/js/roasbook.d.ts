/**
 * The words of the scripts: what the data is, what a slice is, what each file hands to the others.
 *
 * Days are counted from 1970-01-01 where they are numbers, and `2025-07-01` where they are text; they never
 * become instants. Money is an integer of minor units. `null` is none, never zero.
 */

type DimensionId = "brand" | "category" | "platform" | "campaign" | "product" | "gender" | "tier" | "influencer";
type Grouping = "indian" | "western";
type Grain = "day" | "week" | "month";
/** The day a week begins with. */
type WeekStart = "monday" | "sunday" | "saturday";
type Format = "money" | "count" | "percent" | "times";
type Population = "all" | "payout_known";

interface Money { symbol: string; grouping: Grouping; minor: number }
/** A day, week or month of a trend. */
interface Step { first: string; days: number; whole: boolean }
/** Both ends included, days since 1970-01-01. */
interface DateRange { first: number; last: number }

// ---- What the build says of the data: roasbook.catalog ------------------------------------------------------

type Kind =
  | { type: "sum"; column: string }
  | { type: "sum_where_known"; column: string; part: string; whole: string }
  | { type: "distinct" }
  | { type: "ratio"; over: string; under: string; times: number }
  | { type: "difference"; of: string; less: string };

interface Measure {
  id: string; label: string; kind: Kind; population: Population;
  /** Why the data cannot have it; null when it can. */
  missing: string | null;
  /** Filters under which it says nothing. `payoutLifts`: unless the payout of somebody there is known. */
  undefined: { under: DimensionId; because: string; payoutLifts: boolean }[];
  format: Format; better: "higher" | "lower" | "neither"; shown: boolean;
  definition: string; source: string;
}

interface Dimension {
  id: DimensionId; label: string; plural: string;
  /** Of the influencer, not of the sale. */
  attribute: boolean;
  /** By code; code 0 is Unassigned. Of influencers these are ids. */
  names: string[];
  /** The names in addresses of pages, by code, where the dimension has pages; Unassigned has none. */
  slugs: string[] | null;
  /** Whether a reader can filter by it: the client data tells its members apart. */
  filters: boolean;
}

/** By influencer code; code 0 stands for rows without one. */
interface People {
  /** What each is called on the page. */
  labels: string[]; names: string[];
  category: number[]; platform: number[]; gender: number[]; tier: number[];
  followers: (number | null)[]; payoutKnown: boolean[];
}

interface Catalog {
  version: string;
  /** Of the data, in full; the first eight digits are its version. */
  digest: string;
  title: string; baseUrl: string | null;
  range: { first: string; last: string };
  money: Money;
  calendar: { yearStarts: number; weekStarts: WeekStart };
  /** A ROAS that rests on fewer orders says so; so many paid influencers make a persona. */
  thresholds: { fewOrders: number; personaInfluencers: number };
  marginsKnown: boolean;
  dimensions: Dimension[];
  people: People;
  measures: Measure[];
  /** Sentences for none: zeroUnder takes {measure}. */
  reasons: { zeroUnder: string; notCounted: string; payoutUnknown: string; marginUnknown: string };
  /** Names of the sums in cells. */
  columns: string[];
  /**
   * Which pages there are: by the codes of its choices joined by points (0 for none), a digit a period, 1 where
   * there is a page. The first period is all time.
   */
  pages: {
    dimensions: DimensionId[];
    periods: { slug: string; label: string; kind: "all" | "year" | "quarter" | "month"; from: string | null; to: string | null }[];
    existing: Record<string, string>;
  };
  /** The folders of the pages of single members, by dimension: `influencers/<slug>.html`. */
  folders: Partial<Record<DimensionId, string>>;
  /** The pages that every page links to, from the root of the site. */
  site: { label: string; path: string }[];
  /** Where each level of the data lies, from the root of the site: `days`, `influencers`, `products`, `posts`, `payouts`, `cells-2025-07`. */
  levels: Record<string, string>;
  /** What the whole report does without, a sentence for each table that is missing. */
  missing: string[];
  /** What was left out of the client data, in words, or nothing. */
  coarser: string[];
}

// ---- Levels: tables of integers -------------------------------------------------------------------------------

/** How one column lies in the bytes of a level: `width` planes of a byte each, low byte first. */
interface ColumnSpec {
  name: string; width: number;
  /** value = base + times * number, then added to the value before it (`delta`) or to what it is predicted from. */
  base: number; times: number; delta: boolean;
  /** The sum of these columns of the same row is added. */
  plus: string[];
  /** floor(rate x `of` + 1/2) is added, the rate by the code in `by`. */
  share?: { of: string; by: string; rates: number[] };
}

/** `planes`: how many bytes the columns take; texts follow as JSON, by name, a text a row. */
interface LevelHead { level: string; rows: number; columns: ColumnSpec[]; planes: number }

/** A decoded level: keys and sums by name, all of one length. */
interface Frame {
  rows: number; columns: Record<string, Float64Array | Int32Array>; texts: Record<string, string[]>;
  /** Columns of nothing but zeros. */
  zeros: Set<string>;
}

// ---- Filters and slices -----------------------------------------------------------------------------------------

interface Filter { from: string | null; to: string | null; choices: Partial<Record<DimensionId, string[]>> }

/** All that a measure can be computed from. */
interface Totals {
  sum(column: string, population: Population): number;
  /** Distinct influencers with a post or a tracking row; null where they are not counted. */
  active: number | null;
  payoutKnown: boolean;
  isEmpty(): boolean;
}

interface MemberTotals { member: number; totals: Totals }

/** The dimensions narrowed where a value is asked for. */
type Scope = ReadonlySet<DimensionId>;

/** `amount` is minor units for sums of money, major units for ratios written as money, a fraction for a percentage. */
type Value = { amount: number; why: null } | { amount: null; why: string };

interface BreakEven { roas: number; fromMargin: boolean }

/** The answer for one filter. */
interface Slice {
  filter: Filter;
  scope: Scope;
  /** The days asked for; null when the filter asks for none. */
  range: DateRange | null;
  /** The days asked for that the data covers. */
  shown: DateRange | null;
  totals: Totals;
  breakEven: BreakEven;
  previous: { range: DateRange; totals: Totals; influencers: MemberTotals[] } | null;
  /** One sum a day of `shown`. */
  days(column: string, population?: Population): number[];
  /** Whether a payout is known on each of those days. */
  daysKnown(): boolean[];
  /** The columns that days and trend can be asked for. */
  dayColumns(): string[];
  /** One sum a day of the previous range; empty without one. */
  previousDays(column: string): number[];
  /** The steps of `shown`, oldest first, by the first day of each (which may lie before `shown`). Not counted: distinct influencers. */
  trend(grain: Grain): { day: number; totals: Totals }[];
  /** Most revenue first, then in natural order; without empty members. Not for influencers. */
  by(dimension: DimensionId): MemberTotals[];
  /** In natural order of their ids, without empty ones. */
  influencers: MemberTotals[];
  unknownPayout: { influencers: number; revenue: number };
  unallocatedPayout: number;
  /** Breakdowns whose levels are not loaded yet: `by` cannot be asked for them. */
  pending: DimensionId[];
}

// ---- What a page shows: the same words as the templates ------------------------------------------------------------

interface ChangeView { text: string; direction: "up" | "down" | "flat"; tone: "good" | "bad" | "neutral"; title: string }
interface TileView { measure: string; label: string; value: string; text: string; title: string | null; why: string | null; change: ChangeView | null }
interface ColumnView { id: string; label: string; unit: string | null; numeric: boolean }
/** `plain` is no measure of the catalog, or of no one filter: nothing explains it. */
interface CellView { measure?: string; value: string; text: string; title?: string; tone?: string; plain?: boolean }
/** `tint` is the colour of its member, 1 to 8. */
interface RowView { id?: string; label: string; href?: string; tint?: number; cells: CellView[] }
/** What stands behind a table of figures: all rows, to sort, search, choose columns from, explain and download. */
interface TableSource {
  dimension: DimensionId | null;
  /** How rows that are members of no dimension stand: as time goes, the last shown first; in places of their own; by value, as members do. */
  order?: "time" | "place" | "value";
  scope: Scope;
  /** `choices` is the filter that leaves a row which is no member. */
  rows: { member: number | null; id: string | null; label: string; totals: Totals; choices?: Filter["choices"] }[];
  /** Columns that are no measures: what a row counts. They stand first. */
  counts?: { column: ColumnView; values: number[] }[];
  /** Whether nothing explains its figures. */
  isPlain?: boolean;
  /** Measures shown at first. */
  measures: string[];
  /** Measures that can be shown; all that readers see where it says nothing. */
  offered?: string[];
  limit: number; plural: string;
}
interface TableView { id: string; caption: string; label: string; columns: ColumnView[]; rows: RowView[]; note: string | null; source?: TableSource }
/** `from` names the table it is drawn from; without that and `rows` it is drawn from the days. */
interface ChartView { id: string; from: string | null; label: string; rows: ChartRows | null }
/** Rows of a chart's own; most have no series. */
type ChartRows = Omit<Rows, "series"> & { series?: Rows["series"] };
/** `more` leads to where the figures are, when they are in another section's table. */
interface SectionView {
  id: string; title: string; sentence: string; half: boolean; chart: ChartView | null; table: TableView | null;
  more?: { text: string; href: string };
}

/** What charts need that no table has. `trend.revenue` and `.previous` are minor units a day. */
interface ChartData {
  grains: Grain[]; grain: Grain;
  weekStarts: WeekStart;
  trend?: { first: string; revenue: number[]; previous?: number[] };
  money: Money;
  breakEven: { roas: number; label: string } | null;
}

interface ReportView {
  heading: string; sentence: string; notes: string[];
  tiles: TileView[];
  /** What the figures say, in a few sentences. */
  insights: string[];
  sections: SectionView[]; data: ChartData;
  /** What to do about a filter that finds nothing; null when it finds something. */
  empty: { sentence: string; hint: string } | null;
}

/** What members and influencers are compared by: the column that is added up, and the chart of its bars if there is one. */
interface Lead {
  id: string; column: string; chart: string | null;
  heading: string; noun: string; by: string;
  does: string; do: string; didMost: string; nothing: string;
}

/** An influencer with a known payout above zero. */
interface Paid { row: MemberTotals; roas: number; earnedBack: boolean }

/** The influencers of one category and platform, in natural order. */
interface Pair { category: number; platform: number; influencers: MemberTotals[]; totals: Totals }

/** Paid influencers with something in common: codes of category, platform, tier and gender, 0 for any. */
interface Persona { key: number[]; influencers: MemberTotals[]; totals: Totals; roas: number }

/** The rows of a level that a filter lets through. */
interface Part { frame: Frame; rows: Int32Array }

// ---- The state of a page ----------------------------------------------------------------------------------------------

interface State {
  filter: Filter;
  /** The other side of a comparison. */
  compare: Filter | null;
  grain: Grain | null;
  /** By table. */
  sort: Record<string, { by: string; descending: boolean }>;
  columns: Record<string, string[]>;
  find: Record<string, string>;
}

// ---- The namespace -------------------------------------------------------------------------------------------------------

interface Roasbook {
  catalog?: Catalog;
  skeletons?: Record<string, Option>;
  /** The days of this page's own choices, for the first paint. */
  days?: { revenue: number[] };

  // Pure.
  format: {
    NONE: string;
    short(units: number, money: Money): string;
    full(units: number, money: Money): string;
    count(units: number, grouping: Grouping): string;
    times(value: number, grouping: Grouping): string;
    percent(value: number, grouping: Grouping): string;
    day(iso: string): string;
    stepName(step: Step, grain: Grain): string;
    number(text: string | null): number | null;
    named: Record<string, (value: number, money: Money) => string>;
    namedSteps: Record<string, (steps: Step[], grain: Grain) => (index: number) => string>;
  };
  rollup: {
    steps(first: string, days: number, grain: Grain, weekStarts: WeekStart): Step[];
    sums(amounts: number[], steps: Step[]): (number | null)[];
  };
  calendar: {
    number(iso: string): number;
    iso(day: number): string;
    /** `2025-07-01` that is a day of the calendar. */
    isDay(text: string): boolean;
    /** First day of the month a day falls in, and of the next. */
    month(day: number): [number, number];
    /** The place of a day in its week, 0 for the first. */
    placeInWeek(day: number, weekStarts: WeekStart): number;
    /** The days of a week in its order, of what is given in that from Monday. */
    inWeek<T>(days: T[], weekStarts: WeekStart): T[];
    /** The period whose days are exactly these: its slug in addresses and its name. */
    periodOf(range: DateRange, yearStarts: number): { kind: "year" | "quarter" | "month"; slug: string; label: string } | null;
    /** The range a figure is compared with, if it lies within the data. */
    previous(range: DateRange, data: DateRange, yearStarts: number): DateRange | null;
    /** `1 Jul 2025 – 31 Jul 2025` */
    label(range: DateRange): string;
    /** Every period of a kind that shares a day with the range, oldest first. */
    periods(range: DateRange, kind: "year" | "quarter" | "month", yearStarts: number): { kind: string; slug: string; label: string; range: DateRange }[];
    /** Named ranges relative to the last day of the data: the last 7, 30 and 90 days, its month, quarter and year, all time. */
    presets(data: DateRange, yearStarts: number): { id: string; label: string; range: DateRange | null }[];
    grainOfTable(days: number): Grain;
    grainOfChart(days: number): Grain;
    grainsWorthDrawing(days: number): Grain[];
  };
  decode(head: LevelHead, bytes: Uint8Array, texts: Record<string, string[]>): Frame;
  measures: {
    named(catalog: Catalog, id: string): Measure;
    /** Whether the data cannot have a measure: no file has what it needs. */
    isMissing(catalog: Catalog, id: string): boolean;
    /** The first few of some measures that the data can have. */
    firstOf(catalog: Catalog, ids: string[], most?: number): string[];
    value(catalog: Catalog, id: string, totals: Totals, scope: Scope): Value;
    /** The columns a measure is made from; null for what is counted rather than summed. */
    columns(catalog: Catalog, id: string): string[] | null;
    /** Whether amounts are minor units; ratios written as money are in major ones. */
    isMinor(measure: Measure): boolean;
    /** The number to compare by: major units for money, a fraction for a percentage. */
    number(catalog: Catalog, id: string, value: Value): number | null;
    /** Unrounded in major units, as `<data value>` and JSON carry it; empty when there is none. */
    machineText(catalog: Catalog, id: string, value: Value): string;
    /** Highest first, none last. */
    orderDescending(a: Value, b: Value): number;
    /** Whether it is anything but zero or none; a ratio of zero is a finding. */
    shows(catalog: Catalog, id: string, totals: Totals, scope: Scope): boolean;
    breakEven(totals: Totals): BreakEven;
    /** The step of the scale around break-even, 1 to 6; up to 3 is below it. */
    stepOf(breakEven: BreakEven, roas: number): number;
    /** Whether a known payout above zero was earned back; null without one. */
    earnedBack(catalog: Catalog, totals: Totals, scope: Scope): boolean | null;
    /** What a known payout cost beyond what it brought, minor units. */
    loss(totals: Totals): number;
  };
  sums: {
    /** The rows of some days that masks let through: columns of codes, and by code 1 for what passes. */
    select(frame: Frame, range: DateRange, tests: [string, Uint8Array | undefined][]): Part;
    /** The rows of influencers whose payout is known. */
    knownOf(part: Part, people: People): Part;
    /** Sums of a column by a column of codes below `size`. */
    sumBy(parts: Part[], column: string, key: string, size: number): Float64Array;
    /** Makes each value once. */
    remembered<T>(make: (column: string, population: Population) => T): (column: string, population: Population) => T;
    /** The columns that tell whether anything was counted. */
    columnsToLookAt(catalog: Catalog, parts: Part[]): string[];
    /** Totals of one member, from sums by member. */
    totalsOf(
      columns: string[],
      sums: (column: string, population: Population) => Float64Array,
      active: (member: number) => number | null,
      known: (member: number) => boolean,
      member: number,
    ): Totals;
    /** By code, 1 where some row has it. */
    presence(parts: Part[], key: string, size: number): Uint8Array;
    /** Distinct active influencers by code. */
    activeBy(parts: Part[], key: string, size: number, people: number): Int32Array;
  };
  slices: {
    /** The levels that a filter's slice is answered from; `rest` are those that only products need. */
    needs(catalog: Catalog, filter: Filter): { first: string[]; rest: string[] };
    answer(catalog: Catalog, frames: Record<string, Frame>, filter: Filter): Slice;
    /** Values of the filter that the data does not have. */
    unknown(catalog: Catalog, filter: Filter): { dimension: DimensionId; name: string }[];
    /** The dimensions a filter narrows. */
    narrowed(filter: Filter): DimensionId[];
    /** The days a filter asks for; null when it asks for none. */
    rangeOf(catalog: Catalog, filter: Filter): DateRange | null;
    dataRange(catalog: Catalog): DateRange;
    /** Whether a filter names a day. */
    isDated(filter: Filter): boolean;
    dimension(catalog: Catalog, id: DimensionId): Dimension;
  };
  query: {
    /** The state an address asks for, over a page's own filter. */
    read(search: string, own: Filter): { state: State; version: string | null };
    /** The query that says what differs from the page's own filter; empty or with `?` in front. */
    write(state: State, own: Filter): string;
    /** The path of the static page that shows exactly this filter, from the root of the site. */
    page(catalog: Catalog, filter: Filter): string | null;
    /** The path of the page about one member, from the root of the site; null where there is none. */
    profile(catalog: Catalog, id: DimensionId, name: string): string | null;
    /** The same where a filter is one influencer, campaign or product and nothing else: its page is preferred to a report. */
    profileOf(catalog: Catalog, filter: Filter): string | null;
    same(a: Filter, b: Filter): boolean;
  };
  figures: {
    /** As tiles and sentences write a value, to the last digit, and in a column whose header states the unit. */
    short(catalog: Catalog, id: string, value: Value): string;
    full(catalog: Catalog, id: string, value: Value): string;
    inColumn(catalog: Catalog, id: string, value: Value): string;
    column(catalog: Catalog, id: string): ColumnView;
    cell(catalog: Catalog, id: string, totals: Totals, scope: Scope): CellView;
    /** One row of a source under some columns. */
    row(catalog: Catalog, source: TableSource, place: number, columns: string[]): RowView;
    /** The columns a source shows at first. */
    chosen(source: TableSource): string[];
    /** The first rows of a source, under the measures it shows at first. */
    table(catalog: Catalog, head: { id: string; caption: string; label: string }, source: TableSource): TableView;
  };
  insight: {
    heading(catalog: Catalog, filter: Filter): string;
    headline(catalog: Catalog, slice: Slice): string;
    notes(catalog: Catalog, slice: Slice): string[];
    /** Why a filter lets nothing through, and the way out; null when it lets something through. */
    emptiness(catalog: Catalog, slice: Slice): ReportView["empty"];
    /** What came of each influencer's payout, in natural order. */
    earning(catalog: Catalog, slice: Slice): { row: MemberTotals; roas: number | null; earnedBack: boolean | null }[];
    /** Those with a known payout above zero, in natural order. */
    paid(catalog: Catalog, slice: Slice): Paid[];
    /** `1 influencer`, `58 influencers` */
    countOf(catalog: Catalog, amount: number, noun: string): string;
    /** Part of a whole in per cent. */
    share(catalog: Catalog, part: number, whole: number): string;
    /** `times * part / whole` for a whole above zero, a tie going to the even neighbour. */
    divideHalfEven(part: number, whole: number, times?: number): number;
    /** The previous period in words: `31 days before`. */
    previousName(catalog: Catalog, slice: { previous: Slice["previous"] }): string;
    /** Where a value of a breakdown's row is asked for. */
    scopeBy(slice: Slice, dimension: DimensionId): Scope;
    earnedBack(catalog: Catalog, slice: Slice): string;
    /** Titles and sentences of sections. */
    trend(catalog: Catalog, slice: Slice, steps: { day: number; totals: Totals }[], grain: Grain): [string, string];
    /** What those of a slice are compared by. */
    lead(catalog: Catalog): Lead;
    /** Whose payout nobody knows, with their revenue; null for nobody. */
    withoutPayout(catalog: Catalog, slice: Slice): string | null;
    breakdown(catalog: Catalog, slice: Slice, dimension: Dimension, rows: MemberTotals[]): [string, string];
    concentration(catalog: Catalog, slice: Slice, rows: MemberTotals[]): [string, string];
  };
  groups: {
    /** What some influencers add up to. */
    sumOf(catalog: Catalog, rows: MemberTotals[]): Totals;
    /** By category and platform, the pair with most revenue first. */
    pairs(catalog: Catalog, influencers: MemberTotals[]): Pair[];
    /** Kinds of influencers with enough of them to mean something, the highest ROAS first. */
    personas(catalog: Catalog, slice: Slice): Persona[];
    personaName(catalog: Catalog, persona: Persona): string;
  };
  /** What a report comes down to, in a few sentences. */
  insights(catalog: Catalog, slice: Slice): string[];
  /** Sections that are drawn from rows of their own; none where they have nothing to say. */
  findings: {
    payback(catalog: Catalog, slice: Slice): SectionView | null;
    distribution(catalog: Catalog, slice: Slice): SectionView | null;
    heat(catalog: Catalog, slice: Slice): SectionView | null;
    engagement(catalog: Catalog, slice: Slice): SectionView | null;
    /** `offered`: the measures that days have. */
    calendar(catalog: Catalog, slice: Slice, offered: string[]): SectionView | null;
  };
  view(catalog: Catalog, slice: Slice, state?: State): ReportView;
  bind(skeleton: Option, rows: Rows, setting: Setting): Option;

  // Of the page.
  /** Says that what the address asks for cannot be shown, and hides all other figures. */
  unavailable(): void;
  store: {
    /** Called by the data scripts themselves. */
    add(head: LevelHead, text: string): void;
    /** Loads what is not there yet. */
    load(levels: string[]): Promise<void>;
    /** Whether all of these are decoded. */
    has(levels: string[]): boolean;
    frames: Record<string, Frame>;
    /** Runs a script of the site, by its path from the root. */
    script(path: string): Promise<unknown>;
  };
  app: {
    /** Takes the state from the page and its address, before anything can change it. */
    read(): void;
    /** Shows that state. */
    start(): Promise<void>;
    state: State;
    /** The page's own filter: what its address path says. */
    own: Filter;
    slice: Slice | null;
    /** The other side of a comparison. */
    other: Slice | null;
    view: ReportView | null;
    /** The view of the page's own filter, answered from the client data; the page itself is left as it was written. */
    ownView(): Promise<ReportView>;
    /** Goes to another state: address, figures, charts. `event` is what the reader did. `replace` adds no step to the history. */
    change(part: Partial<State>, event?: Event, replace?: boolean): Promise<void>;
    /** Adds or removes one member of a dimension. */
    toggle(dimension: DimensionId, name: string, event?: Event): Promise<void>;
    /** Leaves this member alone chosen in its dimension. */
    only(dimension: DimensionId, name: string, event?: Event): Promise<void>;
    /** Called after each render. */
    onRender(listener: () => void): void;
  };
  [name: string]: any;
}
