{{ config(alias="fct_kpi_breakdowns") }}

-- Parts of indicators of which nothing is ever withheld; the parts of the others could be added up
-- to what is.
with
    open_kpis as (
        select rules.kpi_id
        from {{ ref("int_kpi_rules") }} as rules
        inner join
            {{ ref("disclosure_rules") }} as classes
            on rules.disclosure_class = classes.disclosure_class
        where
            classes.is_published
            and classes.smallest_numerator = 0
            and classes.smallest_contributors = 0
            and not rules.is_ratio
    )

select breakdowns.*
from {{ ref("fct_kpi_breakdowns") }} as breakdowns
inner join open_kpis on breakdowns.kpi_id = open_kpis.kpi_id
