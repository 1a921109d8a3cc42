select
    fired.commune_code,
    fired.period,
    cast(fired.place as integer) as place,
    fired.trigger_id,
    fired.trigger_name,
    fired.value,
    fired.threshold,
    fired.unit,
    fired.form,
    fired.load_id,
    loads.file_name,
    fired.sheet,
    fired.cell
from {{ ref("int_hotspot_triggers_fired") }} as fired
inner join {{ ref("stg_ledger__loads") }} as loads on fired.load_id = loads.load_id
