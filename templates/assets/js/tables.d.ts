/** What tables, downloads and explanations hand to each other. */

/** A member to filter by. */
interface Member { dimension: DimensionId; name: string }

interface Sort { by: string; descending: boolean }

interface CellView {
  /** A number that is no measure. */
  numeric?: boolean;
  /** Filters by this member when clicked. */
  only?: Member;
  href?: string;
}

interface RowView {
  title?: string;
  only?: Member;
}

/** A table that is sorted, searched and cut into pages: its rows by their place in the order they come in. */
interface Grid {
  id: string; caption: string; label: string; plural: string;
  rows: number;
  /** How many rows are shown at first. */
  limit: number;
  /** Whether the last rows are shown at first: what is in the order of time. */
  endsFirst: boolean;
  /** Every column that can be chosen. */
  columns: ColumnView[];
  /** Those shown at first. */
  chosen: string[];
  /** The order rows come in, if it is that of a column. */
  order: Sort;
  /** Orders equals. */
  place(row: number): number;
  /** What a search looks in. */
  words(row: number): string;
  /** What a column is sorted by; of `name` too. */
  key(row: number, column: string): number | string | null;
  view(row: number, columns: string[]): RowView;
  /** What stands behind the figures of a row. */
  figure(row: number): { totals: Totals; scope: Scope; row: Figure["row"] } | null;
  /** The names of a row in a download, which may be more than one: what they are, and of each row. */
  heads: string[];
  names(row: number): string[];
}

/** What a reader wants of a table. */
interface Wanted { find: string; sort: Sort | null; columns: string[] }

/** What the tools of a table need to know of it. */
interface Tools {
  id: string; caption: string;
  /** What the search says; none without one. */
  find: string | null;
  offered(): { columns: ColumnView[]; chosen: string[] };
  choose(columns: string[], event: Event): void;
}

interface Pages {
  caption: string; isNeeded: boolean; text: string;
  sizes: number[]; size: number; isFirst: boolean; isLast: boolean;
}

type CsvCell = string | { figure: string };

/** What stands behind a figure: enough to explain it. */
interface Figure {
  measure: string;
  totals: Totals;
  scope: Scope;
  slice: Slice;
  /** What the row is of; none for a figure of the whole view. `record` names the one row of a table it shows, `isWhole` says that all of it is shown, whatever the filter; `choices` leave a row that is no member. */
  row: { label: string; member: Member | null; days: DateRange | null; choices?: Filter["choices"]; record?: string; isWhole?: boolean } | null;
}

/** A figure explained, in words. */
interface Explanation {
  label: string; where: string; value: string;
  /** Why there is no value. */
  why: string | null;
  definition: string;
  formula: { name: string; words: string; figures: string }[];
  population: string | null;
  included: string[]; excluded: string[];
  rows: string[];
  /** Whether rows of the payout ledger stand behind it as well. */
  isPaid: boolean;
  command: string;
  /** The entry on the methodology page. */
  entry: string | null;
}

interface Roasbook {
  csv(rows: CsvCell[][]): string;
  fileName(what: string, filter: Filter, digest: string, extension: string): string;
  listing: {
    NAME: string;
    fold(text: string): string;
    rows(grid: Grid, wanted: { find: string; sort: Sort | null }): number[];
    isIn(grid: Grid, order: Sort, count: number): boolean;
    columns(grid: Grid, chosen: string[] | undefined): string[];
  };
  render: {
    show(view: ReportView, slice: Slice): void;
    element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Record<string, string | null | undefined>, ...children: (Node | string | null)[]): HTMLElementTagNameMap[Tag];
    fill(table: HTMLTableElement, view: TableView): void;
    /** The part of a page that follows the filter. */
    SECTIONS: string;
    /** The name of a member, linked to its page where it has one, and the button that filters by it. */
    member(only: Member, text: string, title?: string, href?: string | null): HTMLElement[];
    /** The place of a table, with its tools. */
    listing(view: TableView): HTMLElement;
    note(place: HTMLElement, text: string | null): void;
    /** Runs a change of the page, and gives the focus back to what had it. */
    keepingFocus(change: () => void): void;
  };
  tables: {
    start(breath: () => Promise<unknown>): Promise<void>;
    show(view: ReportView, slice: Slice, state: State): void;
    /** Shows a grid in its place on the page; a place without one is left to the view's tables. */
    put(place: HTMLElement, grid: Grid): void;
    /** What stands behind the figures of a row; nothing before its data is here. */
    figureOf(row: HTMLTableRowElement): { totals: Totals; scope: Scope; row: Figure["row"] } | null;
  };
  toolbar: {
    add(place: HTMLElement, about: Tools): void;
    show(place: HTMLElement, find: string | null, text: string): void;
    showPager(place: HTMLElement, about: Pages): void;
  };
  cells: { start(): void; settle(table: HTMLTableElement): void };
  download: {
    file(name: string, content: Blob): void;
    table(catalog: Catalog, grid: Grid, wanted: Wanted, filter: Filter): void;
  };
  grids: {
    /** Links lead nowhere else. */
    isWeb(url: string): boolean;
    ofFigures(catalog: Catalog, view: TableView, source: TableSource, slice: Slice): Grid;
    /** Of rows of their levels. */
    ofPosts(catalog: Catalog, frame: Frame, rows: number[]): Grid;
    ofPayouts(catalog: Catalog, frame: Frame, rows: number[]): Grid;
  };
  records: {
    /** The posts that a filter lets through, as rows of their level, newest first; null where posts cannot tell. */
    posts(catalog: Catalog, frame: Frame, filter: Filter): number[] | null;
    /** The ledger rows of some influencers, whole, largest first. */
    payouts(frame: Frame, influencers: MemberTotals[]): number[];
    /** What one post adds up to. */
    ofPost(frame: Frame, row: number): Totals;
    ofPayout(frame: Frame, row: number): Totals;
  };
  explanation(catalog: Catalog, figure: Figure): Explanation;
  /** The filter that leaves what is behind a figure. */
  behind(figure: Figure): Filter;
  explain: { start(catalog: Catalog): void };
  explorer: { start(catalog: Catalog): void };
}
