{{ config(alias="dim_commune") }}

-- Nothing in it is restricted.
select *
from {{ ref("dim_commune") }}
