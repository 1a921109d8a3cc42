-- Nothing is lost while reading: accepted, rejected and non-data rows make up the rows read.
select load_id, table_no, form, rows_read, rows_accepted, rows_rejected, rows_not_data
from {{ ref("stg_ledger__load_tables") }}
where rows_read <> rows_accepted + rows_rejected + rows_not_data
