{{ config(alias="dim_area") }}

-- Nothing in it is restricted.
select *
from {{ ref("dim_area") }}
