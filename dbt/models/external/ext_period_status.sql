{{ config(alias="fct_period_status") }}

-- Nothing in it is restricted: how many units have reported, and who has signed is not in it.
select *
from {{ ref("fct_period_status") }}
