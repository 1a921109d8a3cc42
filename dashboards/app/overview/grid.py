"""Look and words of AG Grid, the same in every table of the page."""

GRID_THEME = {
    "function": "themeQuartz.withParams({"
    "accentColor: 'var(--brand)', backgroundColor: 'var(--card)', foregroundColor: 'var(--ink)',"
    "headerBackgroundColor: 'var(--soft)', headerTextColor: 'var(--ink-soft)',"
    "borderColor: 'var(--line)', rowHoverColor: 'var(--brand-soft)',"
    "oddRowBackgroundColor: 'var(--card)', fontFamily: 'inherit', headerFontWeight: 600,"
    "fontSize: 13, headerFontSize: 12.5, rowHeight: 38, headerHeight: 42, wrapperBorder: false,"
    "wrapperBorderRadius: 8, spacing: 6})"
}

GRID_LOCALE = {
    "page": "Trang",
    "to": "đến",
    "of": "trong",
    "more": "nhiều hơn",
    "next": "Trang sau",
    "last": "Trang cuối",
    "first": "Trang đầu",
    "previous": "Trang trước",
    "pageSizeSelectorLabel": "Số dòng một trang:",
    "ariaPageSizeSelectorLabel": "Số dòng một trang",
    "loadingOoo": "Đang tải…",
    "noRowsToShow": "Không có dòng nào",
    "noMatchingRows": "Không có dòng nào khớp",
    "sortAscending": "Xếp tăng dần",
    "sortDescending": "Xếp giảm dần",
    "sortUnSort": "Bỏ xếp",
    "pinColumn": "Ghim cột",
    "autosizeThisColumn": "Vừa khít cột này",
    "autosizeAllColumns": "Vừa khít mọi cột",
    "chooseColumns": "Chọn cột",
    "resetColumns": "Đặt lại cột",
    "copy": "Sao chép",
    "ariaSortableColumn": "Nhấn Enter để xếp",
    "ariaColumn": "Cột",
}
