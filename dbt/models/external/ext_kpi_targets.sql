{{ config(alias="fct_kpi_targets") }}

-- Targets whose value is shown: the gap would tell it.
select targets.*
from {{ ref("fct_kpi_targets") }} as targets
inner join
    {{ ref("ext_withheld_values") }} as shown
    on targets.kpi_id = shown.kpi_id
    and targets.area_code = shown.area_code
    and targets.period = shown.period
    and targets.period_calendar = shown.period_calendar
    and targets.period_span = shown.period_span
    and shown.withheld_by is null
