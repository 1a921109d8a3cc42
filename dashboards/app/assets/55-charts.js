// Charts: the figure of the current colour scheme, points that open their sources, pictures to keep.
(function () {
  "use strict";
  const kept = {}; // what every chart was made from, for pictures on white ground
  window.qhldLightFigure = (graph) => {
    const made = kept[graph.closest(".dash-graph").id];
    return made && coloured(made.figure, made.look, "light");
  };
  const domId = (id) =>
    typeof id === "string" ? id : JSON.stringify(id, Object.keys(id).sort());
  // A figure names its colours (theme.py); here are those of a scheme, and what all charts share.
  function coloured(figure, look, scheme) {
    const named = { ...figure, layout: { ...figure.layout, template: look.template } };
    const text = JSON.stringify(named);
    return JSON.parse(text.replace(/var\(--chart-([a-z-]+)\)/g, (all, name) => look[scheme][name] ?? all));
  }
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.charts = {
    // The toggle says that the scheme changed; which one holds is said by the page itself, since
    // the toggle knows nothing before its first use.
    pick(figure, _scheme, look) {
      kept[domId(window.dash_clientside.callback_context.outputs_list.id)] = { figure, look };
      const dark = document.documentElement.dataset.mantineColorScheme === "dark";
      return figure ? coloured(figure, look, dark ? "dark" : "light") : { data: [], layout: {} };
    },
    // A point carries "kpi|area|period|span" as the last of its customdata.
    open() {
      for (const input of window.dash_clientside.callback_context.triggered) {
        const point = input.value && input.value.points && input.value.points[0];
        const data = point && [].concat(point.customdata ?? []);
        const trace = data && data[data.length - 1];
        if (typeof trace === "string" && trace.split("|").length > 2) window.qhldAskSource(trace);
      }
    },
    view(value, classes) {
      return (classes || "").replace(/show-(chart|table)/, "show-" + (value || "chart"));
    },
  };
  // Files hold what the page shows at the moment of the click.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[data-follow="address"]');
    if (link) link.search = window.location.search;
  }, true);
  // Maps, lists of bars and small columns are drawn by the server, as SVG with title, legend, source
  // and release; the PNG is that SVG on a canvas, three times as fine.
  async function savePicture(name, kind) {
    const answer = await window.fetch("/tai-ve/" + name + ".svg" + window.location.search);
    if (!answer.ok) return;
    const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") || "");
    const file = (named ? decodeURIComponent(named[1]) : name + ".svg").replace(/svg$/, kind);
    const svg = new Blob([await answer.text()], { type: "image/svg+xml" });
    save(kind === "svg" ? svg : await rastered(svg), file);
  }
  async function rastered(svg) {
    const address = URL.createObjectURL(svg);
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * 3;
    canvas.height = image.naturalHeight * 3;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }
  function save(content, file) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = file;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  // What is measured, the source and the release, for a picture that stands alone.
  function said(card) {
    const text = (selector, root) => ((root || document).querySelector(selector) || {}).textContent || "";
    const measure = text(".card-measure", card) || text(".card-text", card);
    const release = text("#status-strip .release code");
    const madeUp = document.querySelector("#status-strip .made-up") ? " · số liệu giả lập" : "";
    const source = "Nguồn: Kho dữ liệu quan hệ lao động Lào Cai" + (release ? " · bản phát hành " + release : "") + madeUp;
    return measure + "<br>" + source;
  }
  // PNG and SVG of Plotly's charts are made in the browser from the light figure on white ground, for documents.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-picture]");
    if (!button) return;
    const card = button.closest(".card");
    const graph = card && card.querySelector(".js-plotly-plot");
    if (!graph) { savePicture(button.dataset.name, button.dataset.picture); return; }
    const figure = window.qhldLightFigure(graph) || graph;
    const layout = { ...figure.layout };
    layout.paper_bgcolor = "#ffffff";
    layout.plot_bgcolor = "#ffffff";
    layout.title = { text: card.querySelector("h2").textContent, font: { size: 16 }, x: 0.02, y: 0.97, yanchor: "top", subtitle: { text: said(card), font: { size: 12, color: "#4a5a6a" } } };
    layout.margin = { ...(layout.margin || {}), t: 100 };
    window.Plotly.downloadImage(
      { data: figure.data, layout },
      { format: button.dataset.picture, filename: button.dataset.name || "bieu-do", width: 1200, height: 620, scale: 2 }
    );
  });
})();
