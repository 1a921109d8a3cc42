// Numbers, dates and states as Vietnamese readers write them: 1.234,5 · 20/9/2026. The same rules as
// dashboards/app/format_vi.py; Evidence's own formats know only 1,234.5.

export const NO_REPORT = 'chưa có báo cáo';
export const BREAK = 'Quý III/2025'; // 319 communes became 99 on 1 July 2025

// Halves away from zero, of the number as it is written and not of its binary neighbour
export function number(value, decimals = 0) {
	if (value === null || value === undefined || Number.isNaN(value)) return '';
	const size = Math.abs(value);
	const shifted = String(size).includes('e')
		? size * 10 ** decimals
		: Number(`${size}e${decimals}`);
	const rounded = Math.round(shifted) / 10 ** decimals;
	const text = rounded.toLocaleString('vi-VN', {
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals
	});
	return value < 0 && rounded !== 0 ? `−${text}` : text;
}

// Large sums in triệu or tỷ đồng, to be read at a glance
export function rounded(value, unit, decimals) {
	if (unit === 'đồng') {
		if (Math.abs(value) >= 1e9) return [number(value / 1e9, 2), 'tỷ đồng'];
		if (Math.abs(value) >= 1e6) return [number(value / 1e6, 1), 'triệu đồng'];
	}
	return [number(value, decimals), unit];
}

export function hasValue(row) {
	return row?.value_state === 'value' && row.value !== null && row.value !== undefined;
}

// Three things that never look the same: withheld, not applicable, not reported
export function stateOf(row) {
	if (hasValue(row)) return row.value === 0 ? 'zero' : 'value';
	if (row?.value_state === 'na')
		return row.value_reason?.startsWith('không công bố') ? 'withheld' : 'na';
	return 'missing';
}

export function shortReason(row) {
	return { withheld: 'không công bố', na: 'không tính', missing: 'chưa có số liệu' }[stateOf(row)];
}

export function reason(row) {
	return row?.value_reason ?? (row?.value_state === 'na' ? 'không có đối tượng để tính' : NO_REPORT);
}

export function inWords(row, unit, decimals) {
	if (!hasValue(row)) return reason(row);
	const [text, shown] = rounded(row.value, unit, decimals);
	return `${text}\u00a0${shown}`;
}

export function day(value) {
	if (!value) return '';
	const date = new Date(value);
	return `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`;
}

export function lowerFirst(text) {
	return text ? text[0].toLowerCase() + text.slice(1) : '';
}

// A query's rows: none before it has answered
export function rowsOf(query) {
	return query && query.length ? Array.from({ length: query.length }, (_, i) => query[i]) : [];
}

export function chosenRow(query, key, chosen) {
	const rows = rowsOf(query);
	return rows.find((row) => row[key] === String(chosen)) ?? rows[0];
}

// Options of an Evidence chart: labels and tooltips with Vietnamese numbers
export function chartOptions(unit, decimals = 0) {
	return {
		tooltip: {
			formatter: (points) => {
				const list = Array.isArray(points) ? points : [points];
				const lines = list
					.map((point) => {
						const pair = Array.isArray(point.value) ? point.value : [point.value];
						const figure = pair.find((part) => typeof part === 'number');
						return figure === undefined
							? ''
							: `${point.marker} ${list.length > 1 ? point.seriesName + ': ' : ''}${number(figure, decimals)} ${unit}`;
					})
					.filter(Boolean);
				return [`<b>${list[0]?.axisValueLabel ?? list[0]?.name ?? ''}</b>`, ...lines].join('<br>');
			}
		}
	};
}

export function valueAxis(decimals = 0) {
	return { axisLabel: { formatter: (value) => number(value, value % 1 ? Math.max(decimals, 1) : 0) } };
}

// "Quý III/2025" as III above 25: Evidence cuts labels wider than their column, on a phone III/25
export function quarterAxis() {
	return {
		axisLabel: {
			interval: 'auto',
			formatter: (label) => String(label).replace(/^Quý ([IV]+)\/20/, '$1\n')
		}
	};
}
