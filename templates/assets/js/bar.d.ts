/** What the filter bar and the tools of the page hand to each other. */

/** What opens below the summary of a menu. */
interface Panel {
  element: HTMLElement;
  /** Before it is shown: everything as it is now, searches empty. */
  open(): void;
  /** After the state has changed while it is shown. */
  sync(): void;
}

/** A member to choose; `words` is what a search looks in. */
interface Choosable { code: number; name: string; label: string; words: string }

/** Something chosen, to be taken away again: a member, all members of a dimension (`name` is null), or the days (`id` is null). */
interface Chip { id: DimensionId | null; name: string | null; kind: string; text: string }

interface DaysChoice { label: string; group: string | null; from: string | null; to: string | null }

interface Roasbook {
  choices: {
    /** The dimensions a reader can filter by: those that tell something apart. */
    dimensions(catalog: Catalog): Dimension[];
    labelOf(catalog: Catalog, id: DimensionId, name: string): string;
    /** `All brands`, `Gritzo`, `2 brands` */
    ofDimension(catalog: Catalog, dimension: Dimension, filter: Filter): string;
    /** `All time`, `Q2 2026`, `1 Jul 2025 – 31 Aug 2025` */
    ofDays(catalog: Catalog, filter: Filter): string;
    chips(catalog: Catalog, filter: Filter): Chip[];
    without(filter: Filter, id: DimensionId): Filter;
    /** In the order they are listed, Unassigned last. */
    members(catalog: Catalog, dimension: Dimension): Choosable[];
    /** Members that hold every word looked for. */
    find(members: Choosable[], text: string): Choosable[];
    /** The days to choose from: presets, then the periods that have pages. */
    days(catalog: Catalog): DaysChoice[];
    /** What the two fields hold: the days of the filter that the data covers. */
    shownDays(catalog: Catalog, filter: Filter): { first: string; last: string };
    /** The days that two fields ask for, or what is wrong with one of them. An empty text is an end left open. */
    readDays(catalog: Catalog, first: string, last: string): { from: string | null; to: string | null } | { wrong: string; field: "first" | "last" };
    /** What stands beside each member: how it is called, the levels it needs, and its number; members without anything have none. */
    counted(catalog: Catalog, id: DimensionId): string;
    levels(catalog: Catalog, filter: Filter, id: DimensionId): string[];
    counts(catalog: Catalog, frames: Record<string, Frame>, filter: Filter, id: DimensionId): Map<number, number | null>;
  };
  menus: {
    start(): void;
    /** Makes a list one stop of the Tab key: arrows go from row to row and within a row. `before` is where the first row leads up to. */
    rove(list: HTMLElement, before: HTMLElement | null): void;
    close(menu: Element): void;
  };
  members: { panel(catalog: Catalog, dimension: Dimension): Panel };
  dates: { panel(catalog: Catalog): Panel };
  filters: {
    start(catalog: Catalog): void;
    show(state: State, slice: Slice | null): void;
    counts(catalog: Catalog, filter: Filter, id: DimensionId): Promise<Map<number, number | null>>;
  };
  display: {
    start(catalog: Catalog | undefined): void;
    /** Says so when a link was made from other data than the page's. */
    notice(version: string | null): void;
    /** The address that shows a state on another machine. */
    linkOf(state: State): string;
  };
}
