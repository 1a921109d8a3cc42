// Runs every query of every page in Evidence's own engine (its extractor, its DuckDB), without building.
// Needs `npm ci` and `npm run sources`. Prints one line a query; exits 1 where one fails.
//
// usage: node scripts/check_engine.mjs [area=province period=2026Q3 …]
// A query that needs an extension never comes back, and what waits cannot stop itself: whoever starts
// this gives it a time limit; the last line printed names the query.

import { createRequire } from 'node:module';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const require = createRequire(path.join(ROOT, 'package.json'));
const TEMPLATE = path.join(ROOT, '.evidence', 'template');
const VALUES = {
	area: 'province',
	span: 'quarter',
	kpi: 'DS-01',
	comparison: 'previous_quarter',
	ma: '02647',
	...Object.fromEntries(process.argv.slice(2).map((pair) => pair.split('=')))
};

const manifest = path.join(TEMPLATE, 'static', 'data', 'manifest.json');
if (!existsSync(manifest)) {
	console.error('check_engine: no sources; run `npm run sources` first');
	process.exit(1);
}

const EVIDENCE = path.join(ROOT, 'node_modules', '@evidence-dev');
const { extractQueries } = require(
	path.join(EVIDENCE, 'preprocess/src/extract-queries/extract-queries.cjs')
);
const engine = await import(path.join(EVIDENCE, 'universal-sql/src/client-duckdb/node.js'));
const { renderedFiles } = JSON.parse(readFileSync(manifest, 'utf8'));
process.chdir(TEMPLATE); // the manifest names files from there
await engine.initDB();
await engine.setParquetURLs(renderedFiles);
engine.updateSearchPath(Object.keys(renderedFiles));
process.chdir(ROOT); // the extractor reads queries/ of the folder it is in
VALUES.period ??= engine.query('select max(period) as p from marts.fct_kpi_values')[0].p;

let failed = 0;
const pages = readdirSync(path.join(ROOT, 'pages'), { recursive: true }).filter((name) =>
	name.endsWith('.md')
);
for (const page of pages.sort()) {
	const values = page.includes('[ma]') ? { ...VALUES, area: VALUES.ma } : VALUES;
	for (const query of extractQueries(readFileSync(path.join(ROOT, 'pages', page), 'utf8'))) {
		process.stdout.write(`${page} ${query.id}: `);
		try {
			if (query.compileError) throw new Error(query.compileError);
			// as Evidence puts it into a template literal: a backslash disappears
			const text = query.compiledQueryString.replaceAll('`', '\\`');
			const sql = new Function('inputs', 'params', `return \`${text}\``)(
				Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
				values
			);
			console.log(`${engine.query(`SELECT * FROM (${sql}\n)`).length} rows`);
		} catch (error) {
			failed += 1;
			console.log(`FAILED ${String(error.message ?? error).split('\n')[0]}`);
		}
	}
}
process.exit(failed ? 1 : 0);
