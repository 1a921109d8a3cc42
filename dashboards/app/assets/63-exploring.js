// A cell of the pivot opens its sources; one without a number says why.
(function () {
  "use strict";
  const cells = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  cells.PivotCell = function (props) {
    const field = props.colDef.field;
    const text = props.data[field + "_text"];
    if (!text) return "";
    const empty = props.value === null || props.value === undefined;
    return window.React.createElement(
      "button",
      {
        type: "button",
        tabIndex: -1,
        className: empty ? "number-link no-number" : "number-link",
        "data-trace": props.data[field + "_trace"],
      },
      text
    );
  };
})();
