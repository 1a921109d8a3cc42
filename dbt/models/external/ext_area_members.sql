{{ config(alias="bridge_area_members") }}

-- Nothing in it is restricted: which communes an area consists of.
select *
from {{ ref("bridge_area_members") }}
