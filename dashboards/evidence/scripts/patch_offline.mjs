// Makes the installed Evidence work with no network, in Vietnamese. Run before `sources` and `build`.
//
// duckdb-wasm 1.29 and later fetches its Parquet extension from the internet at the first
// read_parquet and hangs for ever where there is none (duckdb-wasm #2252, evidence #3155). Parquet is
// read with parquet-wasm instead, which Evidence has installed, and handed over as Arrow.
// Each change names the text it replaces and fails where that is not there once: other versions need
// another look. Running it again changes nothing.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const MODULES = path.join(ROOT, 'node_modules');
const MARK = 'qhld-offline';
const VERSIONS = {
	'@evidence-dev/evidence': '40.1.8',
	'@evidence-dev/universal-sql': '3.0.1',
	'@duckdb/duckdb-wasm': '1.32.0',
	'parquet-wasm': '0.5.0'
};

const NODE_IMPORT = "import { createRequire } from 'module';";
const NODE_READ = `			db.registerFileURL(
				file_name,
				url.split(pathDelimiterRegex).join(path.sep),
				DuckDBDataProtocol.NODE_FS,
				false
			);
			connection.query(
				\`CREATE OR REPLACE VIEW "\${source}"."\${table}" AS (SELECT * FROM read_parquet('\${file_name}'));\`
			);`;
const BROWSER_IMPORT = "export { tableFromIPC } from 'apache-arrow';";
const BROWSER_READ = `				await db.registerFileURL(file_name, addBasePath(path), DuckDBDataProtocol.HTTP, false);
				await connection.query(
					\`CREATE OR REPLACE VIEW "\${source}"."\${table}" AS (SELECT * FROM read_parquet('\${file_name}'));\`
				);`;
const JOIN_PARTS = `	const select = \`SELECT * FROM read_parquet([\${parquetFiles.join(',')}])\`;
	const copy = \`COPY (\${select}) TO '\${outputFilepath}' (FORMAT 'PARQUET', CODEC 'ZSTD', USE_TMP_FILE false);\`;

	await fs.mkdir(path.dirname(outputFilepath), { recursive: true });
	await query(copy);`;

const CHANGES = [
	{
		file: '@evidence-dev/universal-sql/src/client-duckdb/node.js',
		swaps: [
			[NODE_IMPORT, `${NODE_IMPORT}\nimport { readFileSync } from 'fs';`],
			[
				NODE_READ,
				`			// ${MARK}: Parquet to Arrow without DuckDB's extension, which would be downloaded
			const { readParquet } = require('parquet-wasm/node/arrow1.js');
			const bytes = readFileSync(url.split(pathDelimiterRegex).join(path.sep));
			connection.query(\`DROP TABLE IF EXISTS "\${source}"."\${table}"\`);
			connection.insertArrowFromIPCStream(readParquet(bytes).intoIPCStream(), {
				schema: source,
				name: table,
				create: true
			});`
			]
		]
	},
	{
		file: '@evidence-dev/universal-sql/src/client-duckdb/browser.js',
		swaps: [
			[
				BROWSER_IMPORT,
				`${BROWSER_IMPORT}\nimport initParquet, { readParquet } from 'parquet-wasm/esm/arrow1.js';\nimport parquetWasm from 'parquet-wasm/esm/arrow1_bg.wasm?url';`
			],
			[
				BROWSER_READ,
				`				// ${MARK}: Parquet to Arrow without DuckDB's extension, which would be downloaded
				await initParquet(parquetWasm);
				const answer = await fetch(addBasePath(path));
				if (!answer.ok) throw new Error(\`\${path}: \${answer.status}\`);
				const bytes = new Uint8Array(await answer.arrayBuffer());
				await connection.query(\`DROP TABLE IF EXISTS "\${source}"."\${table}"\`);
				await connection.insertArrowFromIPCStream(readParquet(bytes).intoIPCStream(), {
					schema: source,
					name: table,
					create: true
				});`
			]
		]
	},
	{
		file: '@evidence-dev/universal-sql/src/client-duckdb/both.js',
		swaps: [
			[
				`setTimeout(() => rej(new Error('Timeout while initializing database')), 5000)`,
				`setTimeout(() => rej(new Error('Timeout while initializing database')), 120000) // ${MARK}: tables are read whole`
			]
		]
	},
	{
		file: '@evidence-dev/universal-sql/src/build-parquet.js',
		swaps: [
			[
				JOIN_PARTS,
				`	// ${MARK}: a source within one batch is that batch; joining needs DuckDB's extension
	if (tmpFilenames.length > 1)
		throw new Error(\`\${outputFilename}: more than \${batchSize} rows cannot be joined offline\`);
	await fs.mkdir(path.dirname(outputFilepath), { recursive: true });
	await fs.copyFile(tmpFilenames[0], outputFilepath);`
			]
		]
	},
	{
		file: '@evidence-dev/evidence/template/src/app.html',
		swaps: [
			['<html lang="en">', `<html lang="vi" data-theme="light"><!-- ${MARK} -->`],
			[
				`const savedTheme = localStorage.getItem('evidence-theme') ?? 'system';`,
				`const savedTheme = 'light';`
			]
		]
	}
];

function fail(text) {
	console.error(`patch_offline: ${text}`);
	process.exit(1);
}

for (const [name, wanted] of Object.entries(VERSIONS)) {
	let found;
	try {
		found = JSON.parse(readFileSync(path.join(MODULES, name, 'package.json'), 'utf8')).version;
	} catch {
		fail(`${name} is not installed; run npm ci first`);
	}
	if (found !== wanted) fail(`${name} is ${found}, these changes are for ${wanted}`);
}

for (const { file, swaps } of CHANGES) {
	const target = path.join(MODULES, file);
	let text = readFileSync(target, 'utf8');
	if (text.includes(MARK)) continue;
	for (const [before, after] of swaps) {
		if (text.split(before).length !== 2)
			fail(`${file} does not hold this text exactly once:\n${before}`);
		text = text.replace(before, () => after);
	}
	writeFileSync(target, text);
	console.log(`patch_offline: ${file}`);
}

// Pages of Evidence's own (a console, settings): English, and not part of what is handed out
for (const page of ['explore', 'settings'])
	rmSync(path.join(MODULES, '@evidence-dev/evidence/template/src/pages', page), {
		recursive: true,
		force: true
	});
