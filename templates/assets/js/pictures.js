"use strict";
/**
 * A chart as a file: SVG, or PNG at twice the size. The picture stands alone: it says what it shows, of which
 * filter and dates, from which data. It is always as wide, and in the colours of paper.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.pictures = (() => {
  const WIDTH = 1200;
  const MARGIN = 32;
  /** Pixels of a PNG for one of the picture. */
  const SCALE = 2;
  /** The height of a plot, of a row of bars by how many series it has, of a row of cells, and of days. */
  const TREND = 480;
  const ROW = [0, 36, 56];
  const CELL = 36;
  const CALENDAR = 168;
  /** What is written around the drawing: its size and the height of its lines. */
  const TITLE = { size: 24, line: 32 };
  const SENTENCE = { size: 15, line: 24 };
  const CAPTION = { size: 13, line: 20 };
  const GAP = 16;

  /** What no XML may hold; halves of characters come of names cut to fit. */
  const ILLEGAL = /[\p{Surrogate}\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

  /** What this is of, as it stands at the foot of the page on paper. */
  function caption() {
    const foot = /** @type {HTMLElement | undefined} */ (document.querySelector("footer")?.cloneNode(true));
    foot?.querySelector(".maker")?.remove();
    return foot?.textContent?.trim() ?? "";
  }

  /** Lines of text as an ECharts title. @param {string[]} lines @param {number} top @param {typeof TITLE} type @param {Option} style */
  function textAt(lines, top, { size, line }, style) {
    return {
      text: lines.join("\n"), left: MARGIN, top, padding: 0, itemGap: 0,
      textStyle: { fontSize: size, lineHeight: line, fontWeight: "normal", ...style },
    };
  }

  /** How high the chart itself is. @param {Pictured} pictured */
  function heightOf({ skeleton, rows }) {
    const [[grid], [axis]] = [[skeleton.grid].flat(), [skeleton.yAxis].flat()];
    const count = rows.categories?.length ?? 0;
    if (rows.cells) return grid.top + count * CELL + grid.bottom;
    if (rows.calendar) return CALENDAR;
    const isBars = axis.type === "category";
    const drawn = Object.keys(rows.series).length;
    return isBars ? grid.top + count * ROW[Math.min(drawn, ROW.length - 1)] + grid.bottom : TREND;
  }

  /** The key as ECharts has it. An entry needs a series of its name: one without anything to draw. @param {KeyEntry[]} key @param {string} surface */
  function legend(key, surface) {
    const named = key.filter(({ style }) => style !== "part");
    const icon = (/** @type {KeyEntry} */ { style }) => (style === "point" ? "circle" : "rect");
    const look = (/** @type {KeyEntry} */ { style, colour }) =>
      style === "hollow" ? { color: surface, borderColor: colour, borderWidth: 2, decal: "none" } : { color: colour, borderWidth: 0, decal: "none" };
    return {
      entries: named.map((entry) => ({ name: entry.text, icon: icon(entry), itemStyle: look(entry) })),
      // Marks of an area are seen as such, those of a line as one.
      size: named.some(({ style }) => style === "line") ? 3 : 10,
      series: named.map(({ text, colour }) => ({ type: "line", id: `key-${text}`, name: text, data: [], itemStyle: { color: colour } })),
    };
  }

  /** An option that fills a picture of its own, and how high that is. @param {Pictured} pictured */
  function compose(pictured) {
    const { title, sentence, part, skeleton, rows, setting } = pictured;
    // ECharts writes attributes as they are, and a font's name has quotes.
    const tokens = { ...pictured.tokens, font: pictured.tokens.font.replaceAll('"', "'") };
    const plot = heightOf(pictured);
    const bound = { ...setting, tokens, width: WIDTH - 2 * MARGIN, height: plot };
    const option = roasbook.bind(skeleton, rows, bound);
    const key = legend(roasbook.legend.key(option, rows, bound), tokens.surface);
    const lines = (/** @type {string} */ text, /** @type {typeof TITLE} */ { size }) => roasbook.ruler.wrap(text, WIDTH - 2 * MARGIN, size);
    const [heading, words] = [lines(title, TITLE), lines(sentence, SENTENCE)];
    const notes = [part === null ? "" : `A hollow point is ${part}.`, caption()].flatMap((note) => lines(note, CAPTION));

    let top = MARGIN;
    const take = (/** @type {number} */ height) => (top += height) - height;
    const titles = [
      textAt(heading, take(heading.length * TITLE.line), TITLE, { color: tokens.text, fontWeight: 600 }),
      textAt(words, take(words.length * SENTENCE.line + GAP), SENTENCE, { color: tokens.muted }),
    ];
    if (key.entries.length) {
      option.legend = {
        data: key.entries, left: MARGIN, top: take(SENTENCE.line), padding: 0, selectedMode: false,
        itemWidth: key.size === 3 ? 16 : key.size, itemHeight: key.size, itemGap: 24, textStyle: { color: tokens.text, fontSize: CAPTION.size },
      };
    }
    const [grid] = option.grid;
    grid.top += take(plot + GAP);
    titles.push(textAt(notes, take(notes.length * CAPTION.line + MARGIN), CAPTION, { color: tokens.muted }));
    grid.left += MARGIN;
    grid.right += MARGIN;
    grid.bottom += notes.length * CAPTION.line + MARGIN + GAP;
    const { tooltip: _, ...still } = option;
    // Nothing answers the pointer in a file.
    const series = [...option.series, ...key.series].map((/** @type {Option} */ one) => ({ ...one, silent: true }));
    return { option: { ...still, series, title: titles, backgroundColor: tokens.surface }, height: top };
  }

  /** @param {any} echarts @param {Pictured} pictured */
  function svg(echarts, pictured) {
    const { option, height } = compose(pictured);
    const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
    chart.setOption(option);
    const drawn = /** @type {string} */ (chart.renderToSVGString());
    chart.dispose();
    const titled = drawn.replace(/^<svg [^>]*>/, (head) => `${head}<title>${roasbook.tips.escaped(pictured.title)}</title>`);
    return { svg: titled.replace(ILLEGAL, ""), width: WIDTH, height };
  }

  /** @param {ReturnType<typeof svg>} picture @returns {Promise<Blob>} */
  async function png({ svg: text, width, height }) {
    const image = new Image(width, height);
    // The content policy lets pictures be data, not blobs.
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: width * SCALE, height: height * SCALE });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture was made"))), "image/png"));
  }

  /** @param {Pictured} pictured @param {"svg" | "png"} kind */
  async function save(pictured, kind) {
    const picture = svg(/** @type {any} */ (globalThis).echarts, pictured);
    const content = kind === "png" ? await png(picture) : new Blob([picture.svg], { type: "image/svg+xml" });
    const { app, catalog, fileName, download } = roasbook;
    download.file(fileName(pictured.id, (app.slice ?? app.state).filter, catalog?.digest ?? "", kind), content);
  }

  /** @param {() => Promise<Pictured | null>} read */
  function buttons(read) {
    const group = document.createElement("div");
    for (const kind of /** @type {const} */ (["svg", "png"])) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.picture = kind;
      button.textContent = kind.toUpperCase();
      button.addEventListener("click", async () => {
        const pictured = await read();
        if (pictured) await save(pictured, kind);
      });
      group.append(button);
    }
    return group;
  }

  /** @param {HTMLElement} figure @param {string} title */
  function name(figure, title) {
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll("[data-picture]"))) {
      button.setAttribute("aria-label", `${button.textContent}, download: ${title}`);
      button.title = `Download this chart as ${button.textContent}`;
    }
  }

  return { buttons, name, svg };
})();
