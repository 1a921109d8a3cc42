-- The same amounts of the same cells in two indicators: if one of the two may be withheld, the
-- other must be withheld with it (disclosure_families). Mere counts of rows are public.
with
    numbers as (
        select
            families.family,
            classes.smallest_numerator > 0 or classes.smallest_contributors > 0 as is_protected,
            cells.kpi_id,
            cells.role,
            cells.load_id,
            cells.sheet,
            cells.cell,
            sum(cells.value * cells.weight) as amount
        from {{ ref("fct_kpi_cells") }} as cells
        inner join {{ ref("int_kpi_rules") }} as rules on cells.kpi_id = rules.kpi_id
        inner join
            {{ ref("disclosure_rules") }} as classes
            on rules.disclosure_class = classes.disclosure_class
            and classes.is_checked
        inner join
            {{ ref("ext_families") }} as families
            on cells.kpi_id = families.kpi_id
            and cells.role = families.measure
        where cells.cell is not null
        group by
            families.family,
            classes.smallest_numerator,
            classes.smallest_contributors,
            cells.kpi_id,
            cells.role,
            cells.load_id,
            cells.sheet,
            cells.cell
    )

select
    mine.kpi_id,
    mine.role,
    others.kpi_id as other_kpi_id,
    others.role as other_role,
    count(*) as cells
from numbers as mine
inner join
    numbers as others
    on mine.load_id = others.load_id
    and mine.sheet = others.sheet
    and mine.cell = others.cell
where mine.is_protected and mine.family <> others.family
group by mine.kpi_id, mine.role, others.kpi_id, others.role
having
    sum(mine.amount) > 0
    and abs(sum(mine.amount) - sum(others.amount)) < 0.001
    and sum(others.amount) <> count(*)
