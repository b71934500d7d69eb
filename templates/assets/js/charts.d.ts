/** What the charts hand to each other and to the page. */

interface Theme { tokens: Tokens; patterns: boolean }

/** What a chart is drawn from. */
interface Source {
  title: string; sentence: string;
  skeleton: Option;
  rows(grain: Grain): Rows;
  /** The words for series ids. */
  names: Record<string, string>;
}

/** A chart on the page. */
interface Place {
  figure: HTMLElement; canvas: HTMLElement;
  /** Of ECharts; nothing before it is first drawn. */
  chart: any;
  source: Source | null; rows: Rows | null; grain: Grain;
  width: number; height: number;
  /** What it was last drawn from. */
  drawn: string;
  lines: HTMLElement; hint: HTMLElement;
}

/**
 * A chart that is in no view. `id` is `compare-trend` or `compare-bars`, `from` tells several of one id apart;
 * `names` are the words for the two series, `revenue` and `revenue:other`.
 */
interface Overlay {
  id: string; from?: string | null;
  label: string; sentence?: string;
  rows: Rows;
  names: Record<string, string>;
}

/** What can be chosen in a chart: members one below the other, the days of each step, or single marks: points, days. */
interface Picked {
  /** Of ECharts; nothing while a picture stands in its place. */
  chart: any;
  members: (Member | null)[]; ranges: DateRange[] | null; marks: boolean;
}

/** A chart as a picture of its own. */
interface Pictured {
  id: string; title: string; sentence: string;
  skeleton: Option; rows: Rows;
  setting: Omit<Setting, "tokens" | "width" | "height">;
  /** What a hollow point is. */
  part: string | null;
  tokens: Tokens;
}

interface Roasbook {
  tokens: {
    from(colour: (name: string) => string, font: string): Tokens;
    /** The variables of the style sheet. */
    ofPage: Tokens;
  };
  ruler: {
    /** The width of a text in pixels, in 13 pixels or another size. */
    (text: string, size?: number): number;
    cut(text: string, width: number): string;
    wrap(text: string, width: number, size?: number): string[];
    /** Makes ECharts measure so. */
    teach(echarts: any): void;
  };
  patterns: {
    plain(): Option;
    stripes(tokens: Tokens): Option;
    ofTint(tint: number, tokens: Tokens): Option;
    apart(isApart: boolean, setting: Setting): Option;
    ofPart(pattern: "stripes" | "dots" | undefined, setting: Setting): Option;
  };
  scales: {
    /** Whether more than half would lie in the first tenth. */
    isCrowded(values: number[]): boolean;
    linear(values: number[], marks: number): Scale;
    logarithmic(values: number[]): Scale;
    along(scale: Scale, value: number): number;
    drawn(scale: Scale, value: number): number;
    fillAxis(axis: Option, scale: Scale): number;
  };
  naming: {
    outstanding(points: Point[], orders: ((point: Point) => number)[], most: number): Point[];
    labels(spots: Map<Point, Spot>, chosen: Point[], room: Box, taken: Box[], crosses: (box: Box) => boolean): Map<Point, Option>;
  };
  tips: { of(name: string, figures: [label: string, figure: string][]): string; escaped(text: string): string };
  legend: {
    names(skeleton: Option, given: Record<string, string> | undefined): Record<string, string>;
    partWords(rows: Rows, grain: Grain): string | null;
    key(option: Option, rows: Rows, setting: Pick<Setting, "tokens" | "patterns" | "grain">): KeyEntry[];
  };
  draw(request: DrawRequest): { svg: string; key: KeyEntry[] };
  rows: {
    pageData(): PageData;
    /** The rows that a chart brings itself. */
    given(rows: ChartRows): Rows;
    /** The rows of a table as the build wrote it. */
    ofTable(table: HTMLTableElement, skeleton: Option, data: PageData): Rows;
    /** The first rows of a view's table. */
    ofView(table: TableView, skeleton: Option, data: PageData): Rows;
    ofTrend(trend: Trend, grain: Grain, skeleton: Option, page: { minor: number; weekStarts?: WeekStart }): Rows;
    /** Two slices day by day, each counted from its own first day; amounts are minor units a day. */
    ofDays(measure: string, mine: (number | null)[], other: (number | null)[], minor: number): Rows;
    /** The members of a dimension in two slices, the largest of either first. */
    ofMembers(catalog: Catalog, measure: string, dimension: DimensionId, mine: Slice, other: Slice): Rows;
    /** The days of each step of a trend. */
    ranges(first: string, steps: Step[]): DateRange[];
    measures(skeleton: Option): string[];
    /** Whether there is nothing to draw. */
    isEmpty(rows: Rows): boolean;
  };
  charts: {
    /** Whether ECharts is there. */
    readonly loaded: boolean;
    /** Puts the controls around the charts. ECharts is asked for when a reader moves, or once the page is painted where a chart has no picture. */
    start(page: PageData): void;
    /** Asks for ECharts; resolves when charts can be drawn, or it is known that they cannot. */
    wake(): Promise<void>;
    /** Draws a view that is in the page, once ECharts is there. */
    show(view: ReportView): void;
    /** Two slices over each other, as figures in a place of their own, which is to stay in the page. */
    compare(place: Element, charts: Overlay[]): void;
    redraw(): void;
    /** Once every chart is drawn; at once where pictures stand for them. */
    settled(): Promise<void>;
  };
  picks: {
    /** Makes a chart answer clicks, and drags where it shows days. */
    attach(canvas: HTMLElement, read: () => Picked | null, drawn: () => Promise<Picked | null>): void;
  };
  pictures: {
    /** What to take away may first have to be loaded. */
    buttons(read: () => Promise<Pictured | null>): HTMLElement;
    /** Names the buttons of a figure after what it shows. */
    name(figure: HTMLElement, title: string): void;
    /** The picture as a document of its own. */
    svg(echarts: any, pictured: Pictured): { svg: string; width: number; height: number };
  };
}
