// Vietnamese month names and number marks for Plotly; its own locale file is CommonJS and has none.
window.PlotlyLocales = window.PlotlyLocales || {};
window.PlotlyLocales.locales = window.PlotlyLocales.locales || {};
window.PlotlyLocales.locales.vi = {
  moduleType: "locale", name: "vi", dictionary: {},
  format: {
    days: ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
    shortDays: ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
    months: Array.from({ length: 12 }, (_, i) => "Tháng " + (i + 1)),
    shortMonths: Array.from({ length: 12 }, (_, i) => "T" + (i + 1)),
    date: "%d/%m/%Y", decimal: ",", thousands: ".", grouping: [3], currency: ["", " đồng"],
  },
};
(window.Plotly && window.Plotly.register) && window.Plotly.register(window.PlotlyLocales.locales.vi);
