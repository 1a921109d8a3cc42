// What the page does in the browser without asking the server: one listener for all numbers and
// links, the tooltip that follows pointer and keyboard focus alike, and Vietnamese sorting.
(function () {
  "use strict";
  const setProps = (id, props) => window.dash_clientside.set_props(id, props);
  const fold = (text) =>
    String(text ?? "").normalize("NFD").replace(/[\u0300-\u036f]/g, "")
      .replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
  const collator = new Intl.Collator("vi", { numeric: true });

  // --- numbers lead to their cells, names lead to another view -------------------------------
  function openSource(element) {
    ask(element.dataset.trace);
    if (document.getElementById("scorecard")) choose(element.dataset.trace.split("|")[1]);
  }
  function ask(trace) {
    const [kpi, area, period, span] = trace.split("|");
    setProps("trace-request", { data: { kpi, area, period, span: span || "quarter", at: Date.now() } });
  }
  window.qhldAskSource = ask;
  // The chosen commune stands out and goes into the address, without drawing the page anew.
  function choose(area) {
    const address = new URLSearchParams(window.location.search);
    if (area === "province") address.delete("xa"); else address.set("xa", area);
    window.qhldAddress.note("?" + address.toString(), true, true);
    for (const part of document.querySelectorAll(".tile, .area, .bar")) {
      part.classList.toggle("chosen", (part.dataset.trace || "").split("|")[1] === area);
    }
    window.qhldAreas.mark();
  }
  function navigate(element) {
    window.qhldAddress.go(element.getAttribute("href"));
    const target = element.dataset.nav && document.getElementById(element.dataset.nav);
    // only where the reader would not see that anything changed
    if (target && target.getBoundingClientRect().top > window.innerHeight - 80) {
      const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      target.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
    }
  }
  function showTable(element) {
    setProps("table-choice", { value: element.dataset.table });
    document.getElementById("bang-so-lieu").scrollIntoView({ block: "start" });
  }
  document.addEventListener("click", (event) => {
    const element = event.target.closest("[data-trace], [data-nav], [data-table]");
    if (!element || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (element.dataset.trace) openSource(element);
    else if ("nav" in element.dataset) { event.preventDefault(); navigate(element); }
    else if (element.dataset.table) { event.preventDefault(); showTable(element); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideTip();
    if (event.key !== "Enter") return;
    const cell = event.target.closest(".ag-cell");
    const link = cell && cell !== event.target.closest("[data-trace]") && cell.querySelector("[data-trace]");
    if (link) openSource(link);
  });

  // --- arrow keys walk over a map: 99 tiles, or 99 areas, are one tab stop --------------------
  const STEP = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  document.addEventListener("keydown", (event) => {
    const tile = event.target.closest(".tile, .area");
    if (!tile || !STEP[event.key]) return;
    event.preventDefault();
    const [down, right] = STEP[event.key];
    const place = (t) => [Number(t.dataset.row), Number(t.dataset.col)];
    const [row, col] = place(tile);
    let best = null;
    let bestCost = Infinity;
    const others = tile.classList.contains("area") ? ".area[data-code]" : ".tile";
    for (const other of tile.parentElement.querySelectorAll(others)) {
      const [r, c] = place(other);
      const along = (r - row) * down + (c - col) * right;
      const aside = Math.abs((r - row) * right) + Math.abs((c - col) * down);
      if (along <= 0) continue;
      const cost = along + aside * 3;
      if (cost < bestCost) { best = other; bestCost = cost; }
    }
    if (best) {
      tile.setAttribute("tabindex", "-1");
      best.setAttribute("tabindex", "0");
      best.focus();
    }
  });

  // --- tooltip --------------------------------------------------------------------------------
  let tip = null;
  function hideTip() { if (tip) tip.hidden = true; }
  function showTip(element) {
    if (!tip) {
      tip = document.createElement("div");
      tip.className = "tip";
      tip.setAttribute("role", "tooltip");
      document.body.appendChild(tip);
    }
    tip.replaceChildren(...element.dataset.tip.split("\n").map((line, index) => {
      const part = document.createElement(index ? "div" : "strong");
      part.textContent = line;
      return part;
    }));
    tip.hidden = false;
    const box = element.getBoundingClientRect();
    const width = tip.offsetWidth;
    const left = Math.max(8, Math.min(box.left + box.width / 2 - width / 2, innerWidth - width - 8));
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = left + "px";
    tip.style.top = (above > 4 ? above : box.bottom + 8) + "px";
  }
  for (const type of ["mouseover", "focusin"]) {
    document.addEventListener(type, (event) => {
      const element = event.target.closest && event.target.closest("[data-tip]");
      if (element) showTip(element); else hideTip();
    });
  }
  document.addEventListener("scroll", hideTip, { capture: true, passive: true });

  // --- tables ----------------------------------------------------------------------------------
  const functions = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  // names are ordered by the name itself: "Xã Bắc Hà" stands under B, not under X
  const bare = (text) => String(text ?? "").replace(/^(UBND )?(xã|phường) /i, "");
  functions.compareVi = (a, b) => collator.compare(bare(a), bare(b));
  functions.compareNumber = (a, b) => (a ?? -Infinity) - (b ?? -Infinity);
  functions.foldVi = fold;
  const parts = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  parts.NumberLink = function (props) {
    const text = props.data[props.colDef.field + "_text"];
    if (!props.data.trace) return text;
    return window.React.createElement(
      "button",
      { type: "button", className: "number-link", tabIndex: -1, "data-trace": props.data.trace },
      text
    );
  };

  parts.FileLink = function (props) {
    const address = props.data.file_address;
    if (!address) return props.value;
    return window.React.createElement(
      "a", { href: address, "data-external": "yes", "aria-label": "Tải tệp gốc " + props.value }, props.value
    );
  };

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.tables = {
    // Finds without marks: inputs are the text, the rows (again when they change) and the grid's id.
    async search(text, _rows, grid) {
      const api = await window.dash_ag_grid.getApiAsync(grid);
      api.setGridOption("quickFilterText", fold(text));
    },
  };
  window.dash_clientside.overview = {
    // A choice in the two boxes becomes a new address; the address decides what is shown.
    go(period, kpi) {
      const now = new URLSearchParams(window.location.search);
      if (!period || !kpi || (now.get("ky") === period && now.get("chi_tieu") === kpi)) return;
      const shown = document.getElementById("page").dataset.view || "";
      if (shown === period + "|" + kpi) return;
      now.set("ky", period);
      now.set("chi_tieu", kpi);
      window.qhldAddress.go("?" + now.toString());
    },
    // A copied link names what is shown, also when the address was left to the default.
    title(text, shown) {
      if (text) document.title = text;
      const [period, kpi] = (shown || "").split("|");
      if (!period || !kpi) return;
      const address = new URLSearchParams(window.location.search);
      if (address.get("ky") === period && address.get("chi_tieu") === kpi) return;
      address.set("ky", period);
      address.set("chi_tieu", kpi);
      window.qhldAddress.note("?" + address.toString(), true, true);
    },
    rankView(value) { return "rank-lists show-" + (value || "high"); },
  };
})();
