// What a text of the data may have done to a page. Runs in the page, so each function stands alone.

/** In the page: whatever a text has turned into. Links to the web are only where posts were published. */
export function effects() {
  const found = [];
  if ("pwned" in globalThis) found.push(`a script of the data has run (${globalThis.pwned})`);
  const strange = [
    "iframe, img, object, embed, base, form, video, audio, source, template, plaintext, xmp, noscript, foreignObject, image, set, animate",
    "main style, [onload], [onerror], [onfocus], [onmouseover], [ontoggle], [autofocus], [srcdoc], meta[http-equiv=refresh], i:not(.key i)",
  ].join();
  for (const element of document.querySelectorAll(strange)) found.push(`text has become an element: ${element.outerHTML.slice(0, 120)}`);
  for (const script of document.scripts) {
    if (!script.src && script.type !== "application/json") found.push(`text has become a script: ${script.outerHTML.slice(0, 80)}`);
  }
  for (const element of document.querySelectorAll("[style*=url]")) found.push(`a style asks for something: ${element.outerHTML.slice(0, 120)}`);
  const { documentElement: root } = document;
  const folder = new URL(root.dataset.root || "./", location.href).href;
  for (const link of document.links) {
    const isOfPost = /^https?:$/.test(link.protocol) && link.relList.contains("noopener") && link.closest("table, dialog, li") !== null;
    if (!link.href.startsWith(folder) && !isOfPost) found.push(`a link leaves the site: ${link.href}`);
  }
  return found;
}

/**
 * In the page: points at every mark of every live chart; what each tooltip says, and what is wrong with it. ECharts
 * writes them as HTML.
 */
export function tooltips() {
  const texts = [];
  const found = [];
  for (const canvas of document.querySelectorAll("figure[data-chart] [role=img]")) {
    const chart = globalThis.echarts?.getInstanceByDom(canvas);
    if (!chart) continue;
    chart.getOption().series.forEach(({ data, silent }, seriesIndex) => {
      if (silent) return;
      data.forEach((_, dataIndex) => {
        chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex });
        for (const tip of canvas.querySelectorAll(".tip")) {
          texts.push(tip.textContent);
          for (const element of tip.querySelectorAll("*")) {
            const isPlain = /^(div|span|b|br)$/i.test(element.tagName) && [...element.attributes].every(({ name }) => name === "style" || name === "class");
            if (!isPlain) found.push(`a tooltip of ${canvas.closest("figure").dataset.chart} has ${element.outerHTML.slice(0, 120)}`);
          }
        }
      });
    });
  }
  return { texts, found };
}

/**
 * In the page: what is wrong with the text of a page of the site, read as a browser reads it, but without running any
 * of it.
 */
export function misread([path, html]) {
  const found = [];
  const page = new DOMParser().parseFromString(html, "text/html");
  const known = new Set(
    "html head meta title script link body a header p b nav div span button details summary main section h1 h2 h3 h4 ul li dl dt dd table caption thead tbody tr th td data small figure footer svg g path text rect circle polyline polygon line defs clippath pattern tspan i input label search article code style ol kbd strong em br".split(" "),
  );
  for (const element of page.querySelectorAll("*")) {
    const name = element.tagName.toLowerCase();
    const head = element.outerHTML.slice(0, 120);
    if (!known.has(name)) found.push(`an element ${name}: ${head}`);
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name) || /[^a-z0-9:_-]/i.test(attribute.name)) found.push(`an attribute ${attribute.name}: ${head}`);
      if (!/^(href|src|action|formaction|data|xlink:href|srcset|poster)$/.test(attribute.name)) continue;
      const address = URL.parse(attribute.value, "https://site.example/some/where/");
      // What is no address leads nowhere.
      if (address && !/^https?:$/.test(address.protocol)) found.push(`an address ${attribute.value}`);
    }
    if (name === "style" && path !== "404.html") found.push(`a style: ${head}`);
    if (name === "script" && !element.hasAttribute("src") && element.id !== "rows") found.push(`a script: ${head}`);
    if (name === "meta" && element.httpEquiv && element.httpEquiv !== "Content-Security-Policy") found.push(`a meta: ${head}`);
  }
  const { head, body } = page;
  if (page.querySelectorAll("main, footer, title, h1").length !== 4) found.push("not one main, footer, title and heading");
  if (body.lastElementChild?.tagName !== "FOOTER") found.push("text after the footer");
  if (head.querySelectorAll("title, meta[http-equiv], link[rel=stylesheet], style").length < 3) found.push("the head has ended early");
  const json = page.getElementById("rows");
  if (json) JSON.parse(json.textContent);
  return found.map((fault) => `${path}: ${fault}`);
}
