/** What the search of the header hands over. */

/** A page to find; `path` is from the root of the site, `names` are the folded texts it is found by. */
interface Findable { kind: string; label: string; detail: string; path: string; names: string[] }

interface Found { groups: { kind: string; label: string; entries: Findable[] }[] }

/** The best of a group, and how many there are in all. */
interface Hits { kind: string; label: string; hits: Findable[]; count: number }

interface Roasbook {
  search: {
    /** Everything that can be found, group by group. */
    index(catalog: Catalog): Found["groups"];
    /** What a text means, best first; groups without any are left out. */
    find(groups: Found["groups"], text: string): Hits[];
    /** A name in parts: what a text met, and what is between. */
    parts(label: string, text: string): { text: string; isHit: boolean }[];
  };
  finder: { start(): void };
}
