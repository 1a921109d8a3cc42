-- Figures of a form's newest quarter beside what the same commune usually reports: the median of
-- its earlier quarters, and the median of how far those lie from it.
with
    figures as (
        select form, kpi_id, role, commune_code, period, sum(value * weight) as figure
        from marts.fct_kpi_cells
        where load_id is not null
        group by form, kpi_id, role, commune_code, period
    ),

    newest as (select form, max(period) as period from figures group by form),

    earlier as (
        select figures.*
        from figures
        inner join newest on figures.form = newest.form and figures.period < newest.period
    ),

    usual as (
        select form, kpi_id, role, commune_code, median(figure) as middle, count(*) as quarters
        from earlier
        group by form, kpi_id, role, commune_code
    ),

    spread as (
        select
            usual.form,
            usual.kpi_id,
            usual.role,
            usual.commune_code,
            usual.middle,
            usual.quarters,
            1.4826 * median(abs(earlier.figure - usual.middle)) as deviation
        from usual
        inner join
            earlier
            on usual.form = earlier.form
            and usual.kpi_id = earlier.kpi_id
            and usual.role = earlier.role
            and usual.commune_code = earlier.commune_code
        group by
            usual.form, usual.kpi_id, usual.role, usual.commune_code, usual.middle, usual.quarters
    )

select
    spread.form,
    spread.kpi_id,
    spread.commune_code,
    figures.period,
    figures.figure,
    spread.middle,
    spread.deviation,
    spread.quarters
from spread
inner join
    figures
    on spread.form = figures.form
    and spread.kpi_id = figures.kpi_id
    and spread.role = figures.role
    and spread.commune_code = figures.commune_code
inner join newest on figures.form = newest.form and figures.period = newest.period
order by spread.form, spread.kpi_id, spread.commune_code
