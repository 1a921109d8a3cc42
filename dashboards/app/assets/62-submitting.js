// A cell of an uploaded sheet: wrong ones are marked and say why.
(function () {
  "use strict";
  const cells = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  cells.SheetCell = function (props) {
    const why = props.data[props.colDef.field + "_wrong"];
    if (!why) return props.value ?? "";
    return window.React.createElement(
      "span",
      { className: "wrong-cell", "data-tip": why, tabIndex: 0 },
      window.React.createElement("span", { className: "icon i-alert-triangle", "aria-hidden": "true" }),
      props.value || "(trống)"
    );
  };
})();
