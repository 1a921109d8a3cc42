// Cells of the matrix "ai đã nộp biểu nào", and its search.
(function () {
  "use strict";
  const element = (...given) => window.React.createElement(...given);
  const LOOKS = {
    "đúng hạn": ["on-time", "check"],
    "chậm": ["late", "clock"],
    "trả lại": ["returned", "arrow-back-up"],
    "chưa nộp": ["missing", "mail-off"],
  };
  const cells = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  cells.ReportState = function (props) {
    if (!props.value) return element("span", { className: "not-owed", title: "không phải nộp" }, "·");
    const look = LOOKS[props.value];
    if (!look) return String(props.value);
    return element(
      "span",
      { className: "state " + look[0], "data-tip": props.data[props.colDef.field + "_tip"] },
      element("span", { className: "icon i-" + look[1], "aria-hidden": "true" }),
      props.value
    );
  };
  cells.AgencyLink = function (props) {
    return props.data.link ? element("a", { href: props.data.link }, props.value) : props.value;
  };
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.reporting = {
    async search(text) {
      const api = await window.dash_ag_grid.getApiAsync("bao-cao-luoi");
      api.setGridOption("quickFilterText", window.dashAgGridFunctions.foldVi(text));
    },
  };
})();
