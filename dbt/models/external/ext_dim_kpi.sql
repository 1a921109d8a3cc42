{{ config(alias="dim_kpi") }}

-- The indicators that outsiders may know of.
select kpis.*
from {{ ref("dim_kpi") }} as kpis
inner join
    {{ ref("disclosure_rules") }} as classes
    on kpis.disclosure_class = classes.disclosure_class
    and classes.is_published
