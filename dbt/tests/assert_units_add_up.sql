-- Each commune is counted once: reported (in time or late), sent back, or missing.
select *
from {{ ref("fct_period_status") }}
where
    expected_units <> reported_units + returned_units + missing_units
    or reported_units <> on_time_units + late_units
