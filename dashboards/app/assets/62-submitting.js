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
  function nameUpload(id, tries = 100) { // the input is drawn a moment after the callback runs
    const input = document.querySelector(`#${id} input[type=file]`);
    if (input) input.setAttribute("aria-label", "Chọn bảng tính để kiểm tra");
    else if (tries > 0) window.setTimeout(() => nameUpload(id, tries - 1), 100);
    return "yes";
  }
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.submitting = {
    nameUpload,
  };
})();
