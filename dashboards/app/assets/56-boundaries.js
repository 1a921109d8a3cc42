// Maps with the province's own boundaries. The tiles that the server drew hold everything (look,
// words, sources); here each gets its area, drawn from /ban-do/ranh-gioi.geojson (qhld geo install),
// and the areas are shown in place of the tiles unless the address says "kieu=o".
(function () {
  "use strict";
  const SVG = document.createRange().createContextualFragment("<svg></svg>").firstChild.namespaceURI;
  const files = {}; // one fetch a version of the boundaries, however many maps
  const make = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // --- which of the two is shown: said by the address, kept while the reader goes on ------------
  const asked = () => new URLSearchParams(window.location.search).get("kieu");
  function chosenView() {
    const view = asked() || window.sessionStorage.getItem("qhld-kieu") || "ban-do";
    return view === "o" ? "o" : "ban-do";
  }
  function write(view, replace) {
    const search = new URLSearchParams(window.location.search);
    search.set("kieu", view);
    window.qhldAddress.note("?" + search.toString().replaceAll("%2C", ","), replace, true);
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-map-view]");
    if (!button) return;
    window.sessionStorage.setItem("qhld-kieu", button.dataset.mapView);
    write(button.dataset.mapView, false);
    showAll();
  });

  // --- drawing -----------------------------------------------------------------------------------
  function load(address) {
    files[address] = files[address] || window.fetch(address, { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
    return files[address];
  }
  const rings = (geometry) => geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
  // Equirectangular with the middle parallel true, as dashboards/pictures/projection.py.
  function projection(found) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const feature of found.features) {
      for (const [x, y] of rings(feature.geometry).flat()) {
        west = Math.min(west, x); east = Math.max(east, x);
        south = Math.min(south, y); north = Math.max(north, y);
      }
    }
    const narrow = Math.cos(((south + north) / 2) * Math.PI / 180);
    const scale = 1000 / ((east - west) * narrow);
    const place = ([x, y]) => [(x - west) * narrow * scale, (north - y) * scale];
    const line = (points) => "M" + points.map((p) => place(p).map((n) => n.toFixed(1)).join()).join("L");
    return { place, line, height: (north - south) * scale };
  }
  function hatching() {
    const defs = make("defs", {});
    const hatch = make("pattern", { id: "qhld-gach", width: 14, height: 14, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
    hatch.append(make("rect", { width: 14, height: 14, class: "hatch-ground" }), make("rect", { width: 3, height: 14, class: "hatch-line" }));
    const dots = make("pattern", { id: "qhld-cham", width: 14, height: 14, patternUnits: "userSpaceOnUse" });
    dots.append(make("rect", { width: 14, height: 14, class: "dot-ground" }), make("circle", { cx: 7, cy: 7, r: 2, class: "hatch-line" }));
    const grid = make("pattern", { id: "qhld-luoi", width: 14, height: 14, patternUnits: "userSpaceOnUse" });
    grid.append(make("rect", { width: 14, height: 14, class: "hatch-ground" }), make("rect", { width: 14, height: 2, class: "hatch-line" }), make("rect", { width: 2, height: 14, class: "hatch-line" }));
    defs.append(hatch, dots, grid);
    return defs;
  }
  const PATTERNS = { null: "qhld-gach", "level-grey": "qhld-gach", na: "qhld-cham", withheld: "qhld-luoi" };
  function area(feature, tile, flat) {
    const path = make("path", { d: rings(feature.geometry).map((ring) => flat.line(ring) + "Z").join("") });
    if (!tile) { // a commune that this reader has no figures of
      path.setAttribute("class", "area outside");
      path.setAttribute("aria-hidden", "true");
      return path;
    }
    const looks = [...tile.classList].filter((name) => name !== "tile");
    const [x, y] = flat.place(feature.properties.label);
    const pattern = PATTERNS[looks.find((name) => PATTERNS[name])];
    path.setAttribute("class", ["area", ...looks].join(" "));
    if (pattern) path.style.fill = `url(#${pattern})`;
    path.setAttribute("tabindex", tile.getAttribute("tabindex") || "-1");
    path.setAttribute("role", tile.tagName === "A" ? "link" : "button");
    path.setAttribute("aria-label", tile.getAttribute("aria-label"));
    Object.assign(path.dataset, { code: tile.dataset.code, tip: tile.dataset.tip, row: Math.round(y), col: Math.round(x) });
    if (tile.dataset.trace) path.dataset.trace = tile.dataset.trace;
    else path.addEventListener("click", () => tile.click());
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      path.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    });
    return path;
  }
  function draw(holder, found) {
    const tiles = {};
    for (const tile of holder.parentElement.querySelectorAll(".tile")) tiles[tile.dataset.code] = tile;
    const known = new Set(found.features.map((feature) => feature.properties.commune_code));
    if (!Object.keys(tiles).every((code) => known.has(code))) return false;
    const flat = projection(found);
    const svg = make("svg", { viewBox: `-4 -4 1008 ${Math.ceil(flat.height) + 8}`, preserveAspectRatio: "xMinYMin meet", role: "group", "aria-label": holder.dataset.label + " Dùng phím mũi tên để đi giữa các xã, phường." });
    svg.append(hatching(), ...found.features.map((feature) => area(feature, tiles[feature.properties.commune_code], flat)));
    const line = (found.former_province_line || []).map((points) => flat.line(points)).join("");
    svg.append(make("path", { d: line, class: "province-line", "aria-hidden": "true" }));
    for (const kind of ["chosen", "focused"]) svg.append(make("path", { class: "area-mark " + kind, "aria-hidden": "true" }));
    const focused = svg.querySelector(".area-mark.focused");
    for (const type of ["focusin", "mouseover"]) svg.addEventListener(type, (event) => {
      focused.setAttribute("d", event.target.matches(".area[data-code]") ? event.target.getAttribute("d") : "");
    });
    for (const type of ["focusout", "mouseleave"]) svg.addEventListener(type, () => focused.setAttribute("d", ""));
    holder.replaceChildren(svg);
    mark();
    return true;
  }
  // The chosen commune's border lies above its neighbours'.
  function mark() {
    for (const svg of document.querySelectorAll(".areas svg")) {
      const chosen = svg.querySelector(".area.chosen");
      svg.querySelector(".area-mark.chosen").setAttribute("d", chosen ? chosen.getAttribute("d") : "");
    }
  }
  window.qhldAreas = { mark };

  async function show(holder) {
    const body = holder.parentElement;
    const view = chosenView();
    for (const button of body.querySelectorAll("[data-map-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.mapView === view));
    }
    if (!asked() && view === "o") write(view, true); // a copied link shows the same picture
    if (view === "ban-do" && holder.dataset.drawn !== holder.dataset.shown) {
      const shown = holder.dataset.shown;
      const found = await load(holder.dataset.boundaries);
      if (!holder.isConnected || shown !== holder.dataset.shown) return;
      if (!found || !draw(holder, found)) { body.classList.add("areas-failed"); return; } // tiles stay
      holder.dataset.drawn = shown;
    }
    body.classList.toggle("show-areas", chosenView() === "ban-do");
  }
  function showAll() {
    for (const holder of document.querySelectorAll(".areas[data-boundaries]")) show(holder);
  }
  window.addEventListener("popstate", () => { // back and forward go by the address alone
    window.sessionStorage.setItem("qhld-kieu", asked() || "ban-do");
    showAll();
  });
  // Pages are drawn and drawn again at any time; what was drawn from is said by data-shown.
  new MutationObserver(() => {
    for (const holder of document.querySelectorAll(".areas[data-boundaries]")) {
      if (holder.dataset.seen === holder.dataset.shown && holder.parentElement.dataset.areas) continue;
      holder.dataset.seen = holder.dataset.shown;
      holder.parentElement.dataset.areas = "yes";
      show(holder);
    }
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-shown"] });
})();
