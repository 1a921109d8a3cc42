// Paper: what only a script can do before a page is printed, and undoes afterwards. The light
// colours, charts as wide as the sheet, tables with all rows and a head that repeats (a grid draws
// the rows in sight only), and the words at the foot of each sheet (90-print.css).
(function () {
  "use strict";
  const root = document.documentElement;
  const CHART_WIDTH = 825; // of a card on A4 between margins, at the zoom of 90-print.css
  let undo = [];

  const quoted = (text) =>
    '"' + text.replace(/\s+/g, " ").trim().replace(/["\\]/g, "\\$&") + '"';
  function writeFoot() {
    const here = document.querySelector('.nav a[aria-current="page"]');
    const page = here ? here.textContent : document.title;
    const strip = [...document.querySelectorAll("#status-strip > *")].map((part) => part.textContent);
    root.style.setProperty("--print-page", quoted(page));
    root.style.setProperty("--print-release", quoted(strip.filter(Boolean).join(" · ")));
  }
  function goLight() {
    const scheme = root.dataset.mantineColorScheme;
    root.dataset.mantineColorScheme = "light";
    undo.push(() => { root.dataset.mantineColorScheme = scheme; });
  }
  function fitCharts() {
    for (const graph of document.querySelectorAll(".js-plotly-plot")) {
      if (!graph.offsetParent) continue;
      const { data, layout } = graph;
      const light = window.qhldLightFigure(graph) || { data, layout };
      const size = { autosize: false, width: CHART_WIDTH, height: graph.offsetHeight };
      window.Plotly.react(graph, light.data, { ...light.layout, ...size });
      // once is not enough for a legend: it is placed by the rows it had on the screen
      if (light.layout.showlegend) window.Plotly.redraw(graph);
      undo.push(() => {
        window.Plotly.react(graph, data, layout).then(() => window.Plotly.Plots.resize(graph));
      });
    }
  }
  function element(name, text, className) {
    const made = document.createElement(name);
    if (text != null) made.textContent = text;
    if (className) made.className = className;
    return made;
  }
  function tableOf(api) {
    const columns = api.getAllDisplayedColumns();
    const side = (column) => (column.getColDef().type === "rightAligned" ? "right" : "");
    const table = element("table", null, "print-table" + (columns.length > 8 ? " wide" : ""));
    const head = table.appendChild(element("thead")).appendChild(element("tr"));
    for (const column of columns) head.append(element("th", column.getColDef().headerName, side(column)));
    const body = table.appendChild(element("tbody"));
    const add = (node) => {
      const row = body.appendChild(element("tr"));
      for (const column of columns) {
        const text = api.getCellValue({ rowNode: node, colKey: column, useFormatter: true });
        const words = String(text ?? "");
        const long = words.split(/\s/).some((word) => word.length > 14) ? " long" : "";
        const short = words.length <= 10 ? " short" : ""; // dates and states stay on a line
        row.append(element("td", text, side(column) + long + short));
      }
    };
    api.forEachNodeAfterFilterAndSort(add);
    for (let i = 0; i < api.getPinnedBottomRowCount(); i++) add(api.getPinnedBottomRow(i));
    return table;
  }
  function writeTables() {
    for (const wrapper of document.querySelectorAll(".ag-root-wrapper")) {
      const grid = wrapper.closest("[id]");
      if (!wrapper.offsetParent) continue;
      const table = tableOf(window.dash_ag_grid.getApi(grid.id));
      grid.after(table);
      grid.classList.add("printed-as-table");
      undo.push(() => { table.remove(); grid.classList.remove("printed-as-table"); });
    }
  }
  function openDetails() {
    for (const details of document.querySelectorAll("details:not(.menu):not([open])")) {
      details.open = true;
      undo.push(() => { details.open = false; });
    }
  }
  window.addEventListener("beforeprint", () => {
    if (undo.length) return;
    for (const step of [writeFoot, goLight, fitCharts, writeTables, openDetails]) {
      try { step(); } catch (error) { console.warn(error); } // a sheet without one part is still a sheet
    }
  });
  window.addEventListener("afterprint", () => {
    for (const step of undo.reverse()) step();
    undo = [];
  });
})();
