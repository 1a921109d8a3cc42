-- A cell names file, sheet and cell; a nil return or an entry that stands for a silent
-- register names the file; only the ledger may speak of what was never stored.
select *
from {{ ref("fct_kpi_cells") }}
where
    (kind in ('cell', 'nil') and (load_id is null or file_name is null or sheet is null))
    or (kind = 'cell' and (cell is null or {{ adapter.quote("row") }} is null))
    or note = ''
