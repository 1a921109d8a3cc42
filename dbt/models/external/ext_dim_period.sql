{{ config(alias="dim_period") }}

-- Nothing in it is restricted.
select *
from {{ ref("dim_period") }}
