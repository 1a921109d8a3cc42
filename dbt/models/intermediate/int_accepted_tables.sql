-- The tables whose rows may count: accepted, in a load that was neither withdrawn nor read again.
select
    load_tables.load_id,
    load_tables.table_no,
    load_tables.form,
    load_tables.sheet,
    load_tables.is_nil_return,
    loads.agency_code,
    agencies.commune_code as agency_commune_code,
    agencies.district_code as agency_district_code,
    loads.receipt_order,
    loads.stated_period,
    loads.is_replacement
from {{ ref("stg_ledger__load_tables") }} as load_tables
inner join {{ ref("stg_ledger__loads") }} as loads on load_tables.load_id = loads.load_id
left join
    {{ ref("stg_reference__agencies") }} as agencies on loads.agency_code = agencies.agency_code
where load_tables.is_accepted and not loads.is_withdrawn
